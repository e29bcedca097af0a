// Values of a synthetic matrix (docs/protocol.md §4), written straight into an operand's buffer: Philox4x32-10, one block of four words a
// thread. WGSL has no 64-bit integers: linear indices and products are kept in two words.

struct Part {
  key0: u32,
  key1: u32,
  number: u32,     // 0: operand A, 1: operand B
  step: u32,       // from the beginning of a run to that of the next
  first_low: u32,  // the linear index of the first value of run 0
  first_high: u32,
  length: u32,     // values of a run
  run_begin: u32,  // of this dispatch
  block_begin: u32, // of this dispatch, within a run
  block_end: u32,
}

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<uniform> part: Part;

@compute @workgroup_size(64)
fn generate(@builtin(global_invocation_id) id: vec3u) {
  let block = part.block_begin + id.x;
  if (block >= part.block_end) {
    return;
  }
  let run = part.run_begin + id.y;
  let start = add(vec2u(part.first_low, part.first_high), product(run, part.step));
  let skipped = start.x & 3;
  // A block's first value has this place in its run; the first block may begin before it.
  let begin = block * 4;
  if (begin >= part.length + skipped) {
    return;
  }
  let counter = add(vec2u((start.x >> 2) | (start.y << 30), start.y >> 2), vec2u(block, 0));
  let words = philox(vec4u(counter, part.number, 0));
  for (var w = 0u; w < 4; w++) {
    let at = begin + w;
    if (at >= skipped && at - skipped < part.length) {
      // Exact in every step: a whole number of 24 bits, times a power of two.
      values[run * part.length + at - skipped] = f32(i32(words[w] >> 8) - 8388608) * 0x1p-23;
    }
  }
}

fn philox(counter: vec4u) -> vec4u {
  var x = counter;
  var key = vec2u(part.key0, part.key1);
  for (var round = 0u; round < 10; round++) {
    let p0 = product(0xD2511F53u, x.x);
    let p1 = product(0xCD9E8D57u, x.z);
    x = vec4u(p1.y ^ x.y ^ key.x, p1.x, p0.y ^ x.w ^ key.y, p0.x);
    key += vec2u(0x9E3779B9u, 0xBB67AE85u);
  }
  return x;
}

// The 64 bits of a · b, lower word first, by halves of 16 bits.
fn product(a: u32, b: u32) -> vec2u {
  let a_low = a & 0xFFFF;
  let a_high = a >> 16;
  let b_low = b & 0xFFFF;
  let b_high = b >> 16;
  let middle = a_high * b_low + ((a_low * b_low) >> 16);
  let other = a_low * b_high + (middle & 0xFFFF);
  return vec2u(a * b, a_high * b_high + (middle >> 16) + (other >> 16));
}

fn add(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + select(0u, 1u, low < a.x));
}
