// For matmul.wgsl, where a row of A, B or C is no multiple of four: values one by one.

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;

fn load_a(row: u32, k: u32) -> vec4f {
  let at = row * slice.inner + k;
  let values = vec4f(a[at], a[at + 1], a[at + 2], a[at + 3]);
  return select(vec4f(), values, vec4(k, k + 1, k + 2, k + 3) < vec4(slice.inner_end));
}

fn load_b(k: u32, col: u32) -> vec4f {
  if (k >= slice.inner_end) {
    return vec4f();
  }
  let at = k * slice.cols + col;
  return vec4f(b[at], b[at + 1], b[at + 2], b[at + 3]);
}

fn load_c(row: u32, col: u32) -> vec4f {
  if (slice.inner_begin == 0) {
    return vec4f();
  }
  let at = row * slice.cols + col;
  return vec4f(c[at], c[at + 1], c[at + 2], c[at + 3]);
}

fn store_c(row: u32, col: u32, sum: vec4f) {
  for (var i = 0u; i < 4; i++) {
    if (row < slice.row_end && col + i < slice.col_end) {
      c[row * slice.cols + col + i] = sum[i];
    }
  }
}
