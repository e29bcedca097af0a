;; Values of a synthetic matrix (docs/protocol.md §4) on SIMD128: Philox4x32-10, four blocks at a time, one word of each block in a vector.
(module
  (import "engine" "memory" (memory 1 32000))

  ;; Puts 16 · $groups values at $out, those of the blocks from counter ($high, $low) on.
  (func (export "generate")
    (param $out i32) (param $groups i32)
    (param $low i32) (param $high i32) (param $number i32)
    (param $key0 i32) (param $key1 i32)
    (local $x0 v128) (local $x1 v128) (local $x2 v128) (local $x3 v128)
    (local $k0 v128) (local $k1 v128) (local $round i32)
    (local $high0 v128) (local $low0 v128) (local $high1 v128) (local $low1 v128)
    (local $y0 v128) (local $y1 v128) (local $y2 v128) (local $y3 v128)
    (loop $nextGroup
      ;; The counters of four blocks; where the lower half has passed 2^32 the upper one is one more (a true comparison is -1).
      (local.set $x0 (i32x4.add (i32x4.splat (local.get $low)) (v128.const i32x4 0 1 2 3)))
      (local.set $x1 (i32x4.sub
        (i32x4.splat (local.get $high))
        (i32x4.lt_u (local.get $x0) (i32x4.splat (local.get $low)))))
      (local.set $x2 (i32x4.splat (local.get $number)))
      (local.set $x3 (v128.const i32x4 0 0 0 0))
      (local.set $k0 (i32x4.splat (local.get $key0)))
      (local.set $k1 (i32x4.splat (local.get $key1)))
      (local.set $round (i32.const 10))
      (loop $nextRound
        (local.set $low0 (i32x4.mul (local.get $x0) (v128.const i32x4 0xD2511F53 0xD2511F53 0xD2511F53 0xD2511F53)))
        (local.set $low1 (i32x4.mul (local.get $x2) (v128.const i32x4 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57)))
        ;; The upper halves of the 64-bit products of lanes 0 1 and of lanes 2 3.
        (local.set $high0 (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          (i64x2.extmul_low_i32x4_u (local.get $x0) (v128.const i32x4 0xD2511F53 0xD2511F53 0xD2511F53 0xD2511F53))
          (i64x2.extmul_high_i32x4_u (local.get $x0) (v128.const i32x4 0xD2511F53 0xD2511F53 0xD2511F53 0xD2511F53))))
        (local.set $high1 (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          (i64x2.extmul_low_i32x4_u (local.get $x2) (v128.const i32x4 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57))
          (i64x2.extmul_high_i32x4_u (local.get $x2) (v128.const i32x4 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57 0xCD9E8D57))))
        (local.set $x0 (v128.xor (v128.xor (local.get $high1) (local.get $x1)) (local.get $k0)))
        (local.set $x1 (local.get $low1))
        (local.set $x2 (v128.xor (v128.xor (local.get $high0) (local.get $x3)) (local.get $k1)))
        (local.set $x3 (local.get $low0))
        (local.set $k0 (i32x4.add (local.get $k0) (v128.const i32x4 0x9E3779B9 0x9E3779B9 0x9E3779B9 0x9E3779B9)))
        (local.set $k1 (i32x4.add (local.get $k1) (v128.const i32x4 0xBB67AE85 0xBB67AE85 0xBB67AE85 0xBB67AE85)))
        (br_if $nextRound (local.tee $round (i32.sub (local.get $round) (i32.const 1)))))

      ;; Words 0 1 and 2 3 of the blocks beside each other, then the four words of each block.
      (local.set $y0 (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $x0) (local.get $x1)))
      (local.set $y1 (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $x0) (local.get $x1)))
      (local.set $y2 (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $x2) (local.get $x3)))
      (local.set $y3 (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $x2) (local.get $x3)))
      (v128.store (local.get $out) (call $fractions
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $y0) (local.get $y2))))
      (v128.store offset=16 (local.get $out) (call $fractions
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $y0) (local.get $y2))))
      (v128.store offset=32 (local.get $out) (call $fractions
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $y1) (local.get $y3))))
      (v128.store offset=48 (local.get $out) (call $fractions
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $y1) (local.get $y3))))

      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (local.set $high (i32.add (local.get $high) (i32.gt_u (local.get $low) (i32.const 0xFFFFFFFB))))
      (local.set $low (i32.add (local.get $low) (i32.const 4)))
      (br_if $nextGroup (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; Takes $groups times 8 values from $from on to places that lie $stride bytes apart: a row of B into its panels (see matmul.wat).
  (func (export "scatter")
    (param $from i32) (param $to i32) (param $stride i32) (param $groups i32)
    (loop $nextGroup
      (v128.store (local.get $to) (v128.load (local.get $from)))
      (v128.store offset=16 (local.get $to) (v128.load offset=16 (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (local.set $to (i32.add (local.get $to) (local.get $stride)))
      (br_if $nextGroup (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; ((w >>> 8) - 2^23) · 2^-23, exact in every step.
  (func $fractions (param $words v128) (result v128)
    (f32x4.mul
      (f32x4.convert_i32x4_s
        (i32x4.sub (i32x4.shr_u (local.get $words) (i32.const 8)) (v128.const i32x4 8388608 8388608 8388608 8388608)))
      (v128.const f32x4 0x1p-23 0x1p-23 0x1p-23 0x1p-23))))
