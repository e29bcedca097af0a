// For matmul.wgsl, where the rows of A, B and C are multiples of four: values by four.

@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4f>;

fn load_a(row: u32, k: u32) -> vec4f {
  if (k >= slice.inner_end) {
    return vec4f();
  }
  return a[(row * slice.inner + k) / 4];
}

fn load_b(k: u32, col: u32) -> vec4f {
  if (k >= slice.inner_end) {
    return vec4f();
  }
  return b[(k * slice.cols + col) / 4];
}

fn load_c(row: u32, col: u32) -> vec4f {
  if (slice.inner_begin == 0) {
    return vec4f();
  }
  return c[(row * slice.cols + col) / 4];
}

fn store_c(row: u32, col: u32, sum: vec4f) {
  if (row < slice.row_end && col < slice.col_end) {
    c[(row * slice.cols + col) / 4] = sum;
  }
}
