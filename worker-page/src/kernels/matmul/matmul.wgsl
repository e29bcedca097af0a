// C = A · B in float32 (or C += A · B), all row-major, for one slice: a range of rows, of columns and of the inner dimension.
//
// A thread keeps a block of C in registers: ROWS rows, which lie THREADS_Y apart, and QUADS times four columns, which lie 4 · THREADS_X apart, so that
// neighbouring threads touch neighbouring memory. expand.js repeats a line for each {r} of the ROWS, {q} of the QUADS and {s} of four
// inner values: what is written out stays in registers on every driver.
//
// What lies beyond the edges of the inner range counts as zero in both A and B. What lies beyond other edges is read as it comes, and its
// sums are not stored. quads.wgsl or singles.wgsl follows: it says how values are read and stored, four at a time, or one by one where rows are no multiple of four.

override THREADS_X: u32;
override THREADS_Y: u32;
override STRIP: u32; // inner values copied to workgroup memory at a time, by four

override TILE_ROWS: u32 = THREADS_Y * ROWS;
override TILE_QUADS: u32 = THREADS_X * QUADS;
override THREADS: u32 = THREADS_X * THREADS_Y;

struct Slice {
  inner: u32,      // of the whole product: the row length of A
  cols: u32,       // of the whole product: the row length of B and C
  row_begin: u32,
  row_end: u32,
  col_begin: u32,
  col_end: u32,
  inner_begin: u32, // 0: C is set; more: the slice is added to what is there
  inner_end: u32,
}

@group(0) @binding(3) var<uniform> slice: Slice;
@group(0) @binding(4) var<storage, read_write> finished: atomic<u32>; // workgroups that came to their end: a result is complete when all have

var<workgroup> a_strip: array<vec4f, STRIP * TILE_ROWS>; // by row, then inner index by four
var<workgroup> b_strip: array<vec4f, 4 * STRIP * TILE_QUADS>; // by inner index, then column by four

// Strips of A and B are copied to workgroup memory by all threads, and read from there by each.
@compute @workgroup_size(THREADS_X, THREADS_Y)
fn multiply_tile(
  @builtin(workgroup_id) tile: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let tile_row = slice.row_begin + tile.y * TILE_ROWS;
  let tile_col = slice.col_begin + tile.x * 4 * TILE_QUADS;
  let row{r} = tile_row + thread.y + {r} * THREADS_Y;
  let col{q} = tile_col + 4 * (thread.x + {q} * THREADS_X);
  var sum{r}_{q} = load_c(row{r}, col{q});

  for (var k = slice.inner_begin; k < slice.inner_end; k += 4 * STRIP) {
    for (var i = index; i < STRIP * TILE_ROWS; i += THREADS) {
      a_strip[i] = load_a(tile_row + i / STRIP, k + 4 * (i % STRIP));
    }
    for (var i = index; i < 4 * STRIP * TILE_QUADS; i += THREADS) {
      b_strip[i] = load_b(k + i / TILE_QUADS, tile_col + 4 * (i % TILE_QUADS));
    }
    workgroupBarrier();

    for (var p = 0u; p < STRIP; p++) {
      let b{s}_{q} = b_strip[(4 * p + {s}) * TILE_QUADS + thread.x + {q} * THREADS_X];
      let a{r} = a_strip[(thread.y + {r} * THREADS_Y) * STRIP + p];
      sum{r}_{q} += a{r}[{s}] * b{s}_{q};
    }
    workgroupBarrier();
  }

  store_c(row{r}, col{q}, sum{r}_{q});
  if (index == 0) {
    atomicAdd(&finished, 1u);
  }
}

// Without workgroup memory: each thread reads what it needs, and the caches serve its neighbours.
@compute @workgroup_size(THREADS_X, THREADS_Y)
fn multiply_direct(
  @builtin(workgroup_id) tile: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let row{r} = slice.row_begin + tile.y * TILE_ROWS + thread.y * ROWS + {r};
  let col{q} = slice.col_begin + 4 * (tile.x * TILE_QUADS + thread.x + {q} * THREADS_X);
  var sum{r}_{q} = load_c(row{r}, col{q});

  for (var k = slice.inner_begin; k < slice.inner_end; k += 4) {
    let b{s}_{q} = load_b(k + {s}, col{q});
    let a{r} = load_a(row{r}, k);
    sum{r}_{q} += a{r}[{s}] * b{s}_{q};
  }

  store_c(row{r}, col{q}, sum{r}_{q});
  if (index == 0) {
    atomicAdd(&finished, 1u);
  }
}
