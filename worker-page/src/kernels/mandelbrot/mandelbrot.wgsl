// Escape counts (docs/protocol.md §4.1), a point a thread. A thread makes a limited number of steps, keeps z in the state, and goes on from there in
// the next dispatch; when it knows the count of its point it takes the next point that nobody has. So all threads are busy until the points
// run out, however different their counts are, and no dispatch is long.
//
// Numbers are digits of BITS bits, the lowest first, as in numbers.js: a column of products fits in 32 bits. z is kept as a magnitude with a sign
// beside it. The lines with constants are written anew for each length of numbers (webgpu.js).

const BITS = 13u;
const FRACTION = 3u; // digits behind the point
const SHIFT = 0u;

const MASK = (1u << BITS) - 1;
const LOW = MASK - ((1u << SHIFT) - 1); // clears the bits below the unit of the lowest digit
const LENGTH = FRACTION + 1;
const NO_POINT = 0xFFFFFFFFu;

struct Part {
  cols: u32,       // of the part
  points: u32,     // of the part
  first: u32,      // where in the result its first point is
  stride: u32,     // columns of the result
  iterations: u32,
  steps: u32,      // of a thread in this dispatch
  threads: u32,
}

struct Progress {
  taken: atomic<u32>, // points that a thread has taken
  known: atomic<u32>, // points whose count is known
}

@group(0) @binding(0) var<storage, read_write> counts: array<u32>;
@group(0) @binding(1) var<storage, read_write> state: array<u32>; // word by word, each of all threads: neighbours lie together
@group(0) @binding(2) var<storage, read_write> progress: Progress;
@group(0) @binding(3) var<storage, read> points: array<i32>; // real parts, column by column; then imaginary parts, row by row
@group(0) @binding(4) var<uniform> part: Part;

alias Number = array<u32, LENGTH>;

var<private> zr: Number;
var<private> zi: Number;
var<private> rr: Number;
var<private> ii: Number;
var<private> ri: Number;
var<private> seen_r: Number; // z after a number of steps that is a power of two: when it comes again, it comes for ever
var<private> seen_i: Number;
var<private> re: array<i32, LENGTH>; // its last digit may be negative
var<private> im: array<i32, LENGTH>;
var<private> signs: vec4u; // 1 where negative: zr, zi, and both as they were seen

@compute @workgroup_size(64)
fn advance(@builtin(global_invocation_id) id: vec3u) {
  let thread = id.x;
  if (thread >= part.threads) {
    return;
  }
  var point = state[thread]; // one more than its number; 0: none yet
  if (point == NO_POINT) {
    return;
  }
  var count = state[part.threads + thread];
  if (point == 0) {
    point = next_point();
    count = 0;
    if (point == NO_POINT) {
      state[thread] = NO_POINT;
      return;
    }
  } else {
    locate(point - 1);
    load(thread);
  }
  for (var made = 0u; made < part.steps; made++) {
    multiply();
    var value = NO_POINT;
    if (has_escaped()) {
      value = count;
    } else {
      move_on();
      count++;
      if (count == part.iterations || is_seen()) {
        value = part.iterations;
      } else if ((count & (count - 1)) == 0) {
        seen_r = zr;
        seen_i = zi;
        signs = signs.xyxy;
      }
    }
    if (value != NO_POINT) {
      let number = point - 1;
      counts[part.first + (number / part.cols) * part.stride + number % part.cols] = value;
      atomicAdd(&progress.known, 1u);
      point = next_point();
      count = 0;
      if (point == NO_POINT) {
        break;
      }
    }
  }
  state[thread] = point;
  state[part.threads + thread] = count;
  store(thread);
}

// Takes a point that nobody has, with z = 0: one more than its number, or NO_POINT.
fn next_point() -> u32 {
  let number = atomicAdd(&progress.taken, 1u);
  if (number >= part.points) {
    return NO_POINT;
  }
  locate(number);
  zr = Number();
  zi = Number();
  seen_r = Number();
  seen_i = Number();
  signs = vec4u();
  return number + 1;
}

fn locate(number: u32) {
  let col = (number % part.cols) * LENGTH;
  let row = (part.cols + number / part.cols) * LENGTH;
  for (var i = 0u; i < LENGTH; i++) {
    re[i] = points[col + i];
    im[i] = points[row + i];
  }
}

// Where digit i of a number is kept between dispatches: zr, zi, seen_r and seen_i are numbers 0 to 3. The signs are in front of them.
fn place(thread: u32, number: u32, i: u32) -> u32 {
  return (3 + 4 * i + number) * part.threads + thread;
}

fn load(thread: u32) {
  let bits = state[2 * part.threads + thread];
  signs = (vec4u(bits) >> vec4u(0, 1, 2, 3)) & vec4u(1);
  for (var i = 0u; i < LENGTH; i++) {
    zr[i] = state[place(thread, 0, i)];
    zi[i] = state[place(thread, 1, i)];
    seen_r[i] = state[place(thread, 2, i)];
    seen_i[i] = state[place(thread, 3, i)];
  }
}

fn store(thread: u32) {
  state[2 * part.threads + thread] = signs.x | (signs.y << 1) | (signs.z << 2) | (signs.w << 3);
  for (var i = 0u; i < LENGTH; i++) {
    state[place(thread, 0, i)] = zr[i];
    state[place(thread, 1, i)] = zi[i];
    state[place(thread, 2, i)] = seen_r[i];
    state[place(thread, 3, i)] = seen_i[i];
  }
}

// rr = zr², ii = zi², ri = |zr·zi|, column by column of the long multiplication; of columns behind the last digit only the carry is kept.
fn multiply() {
  var carry = vec3u();
  for (var column = 0u; column <= 2 * FRACTION; column++) {
    var sum = vec3u();
    var p = select(0u, column - FRACTION, column > FRACTION);
    var q = column - p;
    for (; p < q; p++) {
      let r0 = zr[p];
      let r1 = zr[q];
      let i0 = zi[p];
      let i1 = zi[q];
      sum += vec3u(r0 * r1, i0 * i1, r0 * i1 + r1 * i0);
      q--;
    }
    sum = sum * vec3u(2, 2, 1) + carry;
    if (p == q) {
      let r0 = zr[p];
      let i0 = zi[p];
      sum += vec3u(r0 * r0, i0 * i0, r0 * i0);
    }
    if (column >= FRACTION) {
      let mask = select(MASK, LOW, column == FRACTION);
      rr[column - FRACTION] = sum.x & mask;
      ii[column - FRACTION] = sum.y & mask;
      ri[column - FRACTION] = sum.z & mask;
    }
    carry = sum >> vec3u(BITS);
  }
}

// rr + ii > 4
fn has_escaped() -> bool {
  var whole = rr[FRACTION] + ii[FRACTION];
  if (whole < 3 || whole > 4) {
    return whole > 4;
  }
  var sum = 0u;
  var behind = 0u;
  for (var i = 0u; i < FRACTION; i++) {
    sum = (sum >> BITS) + rr[i] + ii[i];
    behind |= sum & MASK;
  }
  whole += sum >> BITS;
  return whole > 4 || (whole == 4 && behind != 0);
}

// z = z² + c, from rr, ii and ri
fn move_on() {
  let twice = select(-2i, 2i, signs.x == signs.y);
  var sum = vec2i();
  for (var i = 0u; i < LENGTH; i++) {
    sum = (sum >> vec2u(BITS)) + vec2i(i32(rr[i]) - i32(ii[i]) + re[i], twice * i32(ri[i]) + im[i]);
    zr[i] = u32(sum.x) & MASK;
    zi[i] = u32(sum.y) & MASK;
  }
  signs.x = select(0u, 1u, sum.x < 0);
  signs.y = select(0u, 1u, sum.y < 0);
  if (sum.x < 0) {
    var rest = 0i;
    for (var i = 0u; i < LENGTH; i++) {
      rest = (rest >> BITS) - i32(zr[i]);
      zr[i] = u32(rest) & MASK;
    }
  }
  if (sum.y < 0) {
    var rest = 0i;
    for (var i = 0u; i < LENGTH; i++) {
      rest = (rest >> BITS) - i32(zi[i]);
      zi[i] = u32(rest) & MASK;
    }
  }
}

fn is_seen() -> bool {
  if (zr[0] != seen_r[0] || zi[0] != seen_i[0] || any(signs.xy != signs.zw)) {
    return false;
  }
  for (var i = 1u; i < LENGTH; i++) {
    if (zr[i] != seen_r[i] || zi[i] != seen_i[i]) {
      return false;
    }
  }
  return true;
}
