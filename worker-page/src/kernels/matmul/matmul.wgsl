// C = A · B in float32 (or C += A · B), all row-major, for one slice: a range of rows, of columns and of the inner dimension.
//
// A workgroup computes a tile of C. Its threads copy a strip of A and a strip of B into workgroup memory, zeros beyond the edges, and each of
// them keeps 8 rows × 4 columns of C in registers. The columns of a thread lie THREADS_X apart, so that neighbouring threads touch
// neighbouring memory.

override THREADS_X: u32 = 16;
override THREADS_Y: u32 = 8;
override STRIP: u32 = 16; // inner values copied at a time

const ROWS_PER_THREAD = 8u;
const COLS_PER_THREAD = 4u;

override TILE_ROWS: u32 = THREADS_Y * ROWS_PER_THREAD;
override TILE_COLS: u32 = THREADS_X * COLS_PER_THREAD;
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

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
@group(0) @binding(3) var<uniform> slice: Slice;

var<workgroup> a_strip: array<f32, STRIP * TILE_ROWS>; // by inner index, then row
var<workgroup> b_strip: array<f32, STRIP * TILE_COLS>; // by inner index, then column

@compute @workgroup_size(THREADS_X, THREADS_Y)
fn multiply(
  @builtin(workgroup_id) tile: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let tile_row = slice.row_begin + tile.y * TILE_ROWS;
  let tile_col = slice.col_begin + tile.x * TILE_COLS;
  let row = tile_row + thread.y * ROWS_PER_THREAD;
  let col = tile_col + thread.x;

  var sum0 = load_c(row, col);
  var sum1 = load_c(row + 1, col);
  var sum2 = load_c(row + 2, col);
  var sum3 = load_c(row + 3, col);
  var sum4 = load_c(row + 4, col);
  var sum5 = load_c(row + 5, col);
  var sum6 = load_c(row + 6, col);
  var sum7 = load_c(row + 7, col);

  for (var k = slice.inner_begin; k < slice.inner_end; k += STRIP) {
    for (var i = index; i < STRIP * TILE_ROWS; i += THREADS) {
      a_strip[(i % STRIP) * TILE_ROWS + i / STRIP] = load_a(tile_row + i / STRIP, k + i % STRIP);
    }
    for (var i = index; i < STRIP * TILE_COLS; i += THREADS) {
      b_strip[i] = load_b(k + i / TILE_COLS, tile_col + i % TILE_COLS);
    }
    workgroupBarrier();

    for (var p = 0u; p < STRIP; p++) {
      let b_at = p * TILE_COLS + thread.x;
      let b_row = vec4f(b_strip[b_at], b_strip[b_at + THREADS_X], b_strip[b_at + 2 * THREADS_X], b_strip[b_at + 3 * THREADS_X]);
      let a_at = p * TILE_ROWS + thread.y * ROWS_PER_THREAD;
      sum0 += a_strip[a_at] * b_row;
      sum1 += a_strip[a_at + 1] * b_row;
      sum2 += a_strip[a_at + 2] * b_row;
      sum3 += a_strip[a_at + 3] * b_row;
      sum4 += a_strip[a_at + 4] * b_row;
      sum5 += a_strip[a_at + 5] * b_row;
      sum6 += a_strip[a_at + 6] * b_row;
      sum7 += a_strip[a_at + 7] * b_row;
    }
    workgroupBarrier();
  }

  store_c(row, col, sum0);
  store_c(row + 1, col, sum1);
  store_c(row + 2, col, sum2);
  store_c(row + 3, col, sum3);
  store_c(row + 4, col, sum4);
  store_c(row + 5, col, sum5);
  store_c(row + 6, col, sum6);
  store_c(row + 7, col, sum7);
}

fn load_a(row: u32, k: u32) -> f32 {
  if (row < slice.row_end && k < slice.inner_end) {
    return a[row * slice.inner + k];
  }
  return 0;
}

fn load_b(k: u32, col: u32) -> f32 {
  if (k < slice.inner_end && col < slice.col_end) {
    return b[k * slice.cols + col];
  }
  return 0;
}

fn load_c(row: u32, col: u32) -> vec4f {
  var sum = vec4f();
  if (slice.inner_begin > 0 && row < slice.row_end) {
    for (var i = 0u; i < COLS_PER_THREAD; i++) {
      if (col + i * THREADS_X < slice.col_end) {
        sum[i] = c[row * slice.cols + col + i * THREADS_X];
      }
    }
  }
  return sum;
}

fn store_c(row: u32, col: u32, sum: vec4f) {
  if (row < slice.row_end) {
    for (var i = 0u; i < COLS_PER_THREAD; i++) {
      if (col + i * THREADS_X < slice.col_end) {
        c[row * slice.cols + col + i * THREADS_X] = sum[i];
      }
    }
  }
}
