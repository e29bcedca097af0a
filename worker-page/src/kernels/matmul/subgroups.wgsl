// Behind matmul.wgsl, where a device has subgroups: threads that run together and can read each other's registers. All threads of a workgroup share the rows of their
// tile, so each reads a different part of these rows of A, and gets the other parts from its neighbours. Workgroup memory and barriers are not needed.
// A workgroup is whole subgroups: THREADS_X is a multiple of their size, THREADS_Y is 1.

@compute @workgroup_size(THREADS_X, THREADS_Y)
fn multiply_subgroups(
  @builtin(workgroup_id) tile: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
  @builtin(subgroup_invocation_id) lane: u32,
  @builtin(subgroup_size) lanes: u32,
) {
  let row{r} = slice.row_begin + tile.y * TILE_ROWS + {r};
  let col{q} = slice.col_begin + 4 * (tile.x * TILE_QUADS + thread.x + {q} * THREADS_X);
  var sum{r}_{q} = load_c(row{r}, col{q});

  for (var k = slice.inner_begin; k < slice.inner_end; k += 4 * lanes) {
    let part{r} = load_a(row{r}, k + 4 * lane);
    let parts = min(lanes, (slice.inner_end - k + 3) / 4);
    for (var p = 0u; p < parts; p++) {
      let b{s}_{q} = load_b(k + 4 * p + {s}, col{q});
      let a{r} = subgroupShuffle(part{r}, p);
      sum{r}_{q} += a{r}[{s}] * b{s}_{q};
    }
  }

  store_c(row{r}, col{q}, sum{r}_{q});
  if (index == 0) {
    atomicAdd(&finished, 1u);
  }
}
