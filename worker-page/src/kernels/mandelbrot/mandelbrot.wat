;; Escape counts of one row of points (docs/protocol.md §4.1). $advance and $advanceShort go from point to point and from step to step until
;; the row is done or $budget steps were made, and go on from there when they are called again. Everything lies in a state at $s:
;;
;;    0  points left in the row          4  address of the present point's real part     8  address of its count
;;   12  address of the imaginary part  16  iterations                                  20  steps made of the present point
;;   24  the step after which z is remembered next (R. P. Brent, BIT 20, 1980): a z that was there before comes again for ever
;;   28  whether zr is negative         32  whether zi is negative                      36  and 40  the same of what is remembered
;;   64  numbers: zr, zi, zr and zi as remembered, zr², zi², |zr·zi|
;;
;; Numbers are digits of $bits ≤ 30 bits in words of 32, the lowest first, as in numbers.js; z is kept as a magnitude with a sign beside it.
(module
  (import "engine" "memory" (memory 1 32000))

  ;; $top: the place of the digit before the point. $mask: 2^bits − 1. $low: clears the bits below the unit of the lowest digit.
  (func (export "advance")
    (param $s i32) (param $top i32) (param $bits i64) (param $mask i64) (param $low i32) (param $budget i32) (result i32)
    (local $size i32) (local $zr i32) (local $zi i32) (local $seen i32) (local $rr i32) (local $ii i32) (local $ri i32) (local $count i32)
    (local.set $size (i32.shl (i32.add (local.get $top) (i32.const 1)) (i32.const 2)))
    (local.set $zr (i32.add (local.get $s) (i32.const 64)))
    (local.set $zi (i32.add (local.get $zr) (local.get $size)))
    (local.set $seen (i32.add (local.get $zi) (local.get $size)))
    (local.set $rr (i32.add (local.get $seen) (i32.shl (local.get $size) (i32.const 1))))
    (local.set $ii (i32.add (local.get $rr) (local.get $size)))
    (local.set $ri (i32.add (local.get $ii) (local.get $size)))
    (loop $next
      (if (i32.eqz (i32.load (local.get $s))) (then (return (local.get $budget))))
      (if (i32.eqz (local.get $budget)) (then (return (i32.const 0))))
      (local.set $budget (i32.sub (local.get $budget) (i32.const 1)))
      (call $multiply (local.get $zr) (local.get $zi) (local.get $rr) (local.get $ii) (local.get $ri)
        (i32.sub (local.get $size) (i32.const 4)) (local.get $bits) (local.get $mask) (local.get $low))
      (local.set $count (i32.load offset=20 (local.get $s)))
      (if (call $hasEscaped (local.get $rr) (local.get $ii) (i32.sub (local.get $size) (i32.const 4)) (local.get $bits) (local.get $mask))
        (then
          (call $finish (local.get $s) (local.get $count) (local.get $size))
          (br $next)))
      (i32.store offset=32 (local.get $s) (call $add (local.get $zi)
        (local.get $ri) (select (i64.const 2) (i64.const -2) (i32.eq (i32.load offset=28 (local.get $s)) (i32.load offset=32 (local.get $s))))
        (local.get $ri) (i64.const 0)
        (i32.load offset=12 (local.get $s)) (i32.sub (local.get $size) (i32.const 4)) (local.get $bits) (local.get $mask)))
      (i32.store offset=28 (local.get $s) (call $add (local.get $zr)
        (local.get $rr) (i64.const 1) (local.get $ii) (i64.const -1)
        (i32.load offset=4 (local.get $s)) (i32.sub (local.get $size) (i32.const 4)) (local.get $bits) (local.get $mask)))
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (i32.store offset=20 (local.get $s) (local.get $count))
      (if (i32.eq (local.get $count) (i32.load offset=16 (local.get $s)))
        (then
          (call $finish (local.get $s) (local.get $count) (local.get $size))
          (br $next)))
      (if (i32.and
            (i64.eq (i64.load offset=28 align=4 (local.get $s)) (i64.load offset=36 align=4 (local.get $s)))
            (call $equal (local.get $zr) (local.get $seen) (i32.shl (local.get $size) (i32.const 1))))
        (then
          (call $finish (local.get $s) (i32.load offset=16 (local.get $s)) (local.get $size))
          (br $next)))
      (if (i32.eq (local.get $count) (i32.load offset=24 (local.get $s)))
        (then
          (i32.store offset=24 (local.get $s) (i32.shl (local.get $count) (i32.const 1)))
          (i64.store offset=36 align=4 (local.get $s) (i64.load offset=28 align=4 (local.get $s)))
          (memory.copy (local.get $seen) (local.get $zr) (i32.shl (local.get $size) (i32.const 1)))))
      (br $next))
    (unreachable))

  ;; The count of the present point; the next one begins with z = 0. $size: bytes of a number.
  (func $finish (param $s i32) (param $value i32) (param $size i32)
    (i32.store (i32.load offset=8 (local.get $s)) (local.get $value))
    (i32.store (local.get $s) (i32.sub (i32.load (local.get $s)) (i32.const 1)))
    (i32.store offset=4 (local.get $s) (i32.add (i32.load offset=4 (local.get $s)) (local.get $size)))
    (i32.store offset=8 (local.get $s) (i32.add (i32.load offset=8 (local.get $s)) (i32.const 4)))
    (i32.store offset=20 (local.get $s) (i32.const 0))
    (i32.store offset=24 (local.get $s) (i32.const 1))
    (memory.fill (i32.add (local.get $s) (i32.const 28)) (i32.const 0) (i32.add (i32.const 36) (i32.shl (local.get $size) (i32.const 2)))))

  ;; rr = zr², ii = zi², ri = |zr·zi|, column by column of the long multiplication; of columns behind the last digit only the carry is kept.
  ;; $last: where the digit before the point lies, in bytes from the number's beginning.
  (func $multiply
    (param $zr i32) (param $zi i32) (param $rr i32) (param $ii i32) (param $ri i32)
    (param $last i32) (param $bits i64) (param $mask i64) (param $low i32)
    (local $column i32) (local $p i32) (local $q i32) (local $to i32)
    (local $r i64) (local $i i64) (local $x i64)
    (local $carryR i64) (local $carryI i64) (local $carryX i64)
    (local $r0 i64) (local $r1 i64) (local $i0 i64) (local $i1 i64)
    (loop $nextColumn
      (local.set $p (select
        (i32.sub (local.get $column) (local.get $last)) (i32.const 0) (i32.gt_s (local.get $column) (local.get $last))))
      (local.set $q (i32.sub (local.get $column) (local.get $p)))
      (local.set $r (i64.const 0))
      (local.set $i (i64.const 0))
      (local.set $x (i64.const 0))
      (if (i32.lt_s (local.get $p) (local.get $q))
        (then
          (loop $nextPair
            (local.set $r0 (i64.load32_u (i32.add (local.get $zr) (local.get $p))))
            (local.set $i1 (i64.load32_u (i32.add (local.get $zi) (local.get $q))))
            (local.set $r1 (i64.load32_u (i32.add (local.get $zr) (local.get $q))))
            (local.set $i0 (i64.load32_u (i32.add (local.get $zi) (local.get $p))))
            (local.set $r (i64.add (local.get $r) (i64.mul (local.get $r0) (local.get $r1))))
            (local.set $i (i64.add (local.get $i) (i64.mul (local.get $i0) (local.get $i1))))
            (local.set $x (i64.add (local.get $x)
              (i64.add (i64.mul (local.get $r0) (local.get $i1)) (i64.mul (local.get $r1) (local.get $i0)))))
            (local.set $p (i32.add (local.get $p) (i32.const 4)))
            (local.set $q (i32.sub (local.get $q) (i32.const 4)))
            (br_if $nextPair (i32.lt_s (local.get $p) (local.get $q))))))
      (local.set $r (i64.add (local.get $carryR) (i64.shl (local.get $r) (i64.const 1))))
      (local.set $i (i64.add (local.get $carryI) (i64.shl (local.get $i) (i64.const 1))))
      (local.set $x (i64.add (local.get $carryX) (local.get $x)))
      (if (i32.eq (local.get $p) (local.get $q))
        (then
          (local.set $r0 (i64.load32_u (i32.add (local.get $zr) (local.get $p))))
          (local.set $i0 (i64.load32_u (i32.add (local.get $zi) (local.get $p))))
          (local.set $r (i64.add (local.get $r) (i64.mul (local.get $r0) (local.get $r0))))
          (local.set $i (i64.add (local.get $i) (i64.mul (local.get $i0) (local.get $i0))))
          (local.set $x (i64.add (local.get $x) (i64.mul (local.get $r0) (local.get $i0))))))
      (if (i32.ge_s (local.get $column) (local.get $last))
        (then
          (local.set $to (i32.sub (local.get $column) (local.get $last)))
          (i64.store32 (i32.add (local.get $rr) (local.get $to)) (i64.and (local.get $r) (local.get $mask)))
          (i64.store32 (i32.add (local.get $ii) (local.get $to)) (i64.and (local.get $i) (local.get $mask)))
          (i64.store32 (i32.add (local.get $ri) (local.get $to)) (i64.and (local.get $x) (local.get $mask)))))
      (local.set $carryR (i64.shr_u (local.get $r) (local.get $bits)))
      (local.set $carryI (i64.shr_u (local.get $i) (local.get $bits)))
      (local.set $carryX (i64.shr_u (local.get $x) (local.get $bits)))
      (br_if $nextColumn (i32.le_s
        (local.tee $column (i32.add (local.get $column) (i32.const 4))) (i32.shl (local.get $last) (i32.const 1)))))
    (i32.store (local.get $rr) (i32.and (i32.load (local.get $rr)) (local.get $low)))
    (i32.store (local.get $ii) (i32.and (i32.load (local.get $ii)) (local.get $low)))
    (i32.store (local.get $ri) (i32.and (i32.load (local.get $ri)) (local.get $low))))

  ;; Whether rr + ii > 4.
  (func $hasEscaped (param $rr i32) (param $ii i32) (param $last i32) (param $bits i64) (param $mask i64) (result i32)
    (local $whole i32) (local $at i32) (local $sum i64) (local $behind i64)
    (local.set $whole (i32.add
      (i32.load (i32.add (local.get $rr) (local.get $last))) (i32.load (i32.add (local.get $ii) (local.get $last)))))
    (if (i32.lt_u (local.get $whole) (i32.const 3)) (then (return (i32.const 0))))
    (if (i32.gt_u (local.get $whole) (i32.const 4)) (then (return (i32.const 1))))
    (loop $nextDigit
      (local.set $sum (i64.add (i64.shr_u (local.get $sum) (local.get $bits)) (i64.add
        (i64.load32_u (i32.add (local.get $rr) (local.get $at))) (i64.load32_u (i32.add (local.get $ii) (local.get $at))))))
      (local.set $behind (i64.or (local.get $behind) (i64.and (local.get $sum) (local.get $mask))))
      (br_if $nextDigit (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $last))))
    (local.set $whole (i32.add (local.get $whole) (i32.wrap_i64 (i64.shr_u (local.get $sum) (local.get $bits)))))
    (i32.or
      (i32.gt_u (local.get $whole) (i32.const 4))
      (i32.and (i32.eq (local.get $whole) (i32.const 4)) (i64.ne (local.get $behind) (i64.const 0)))))

  ;; out = |a·u + b·v + c|; the answer is whether the sum is negative. c may be, by its digit before the point.
  (func $add
    (param $out i32) (param $a i32) (param $u i64) (param $b i32) (param $v i64) (param $c i32)
    (param $last i32) (param $bits i64) (param $mask i64) (result i32)
    (local $at i32) (local $sum i64)
    (loop $nextDigit
      (local.set $sum (i64.add
        (i64.add (i64.shr_s (local.get $sum) (local.get $bits)) (i64.load32_s (i32.add (local.get $c) (local.get $at))))
        (i64.add
          (i64.mul (local.get $u) (i64.load32_u (i32.add (local.get $a) (local.get $at))))
          (i64.mul (local.get $v) (i64.load32_u (i32.add (local.get $b) (local.get $at)))))))
      (i64.store32 (i32.add (local.get $out) (local.get $at)) (i64.and (local.get $sum) (local.get $mask)))
      (br_if $nextDigit (i32.le_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $last))))
    (if (i64.ge_s (local.get $sum) (i64.const 0)) (then (return (i32.const 0))))
    (i64.store32 (i32.add (local.get $out) (local.get $last)) (local.get $sum))
    (local.set $at (i32.const 0))
    (local.set $sum (i64.const 0))
    (loop $nextDigit
      (local.set $sum (i64.sub
        (i64.shr_s (local.get $sum) (local.get $bits)) (i64.load32_s (i32.add (local.get $out) (local.get $at)))))
      (i64.store32 (i32.add (local.get $out) (local.get $at)) (i64.and (local.get $sum) (local.get $mask)))
      (br_if $nextDigit (i32.le_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $last))))
    (i32.const 1))

  (func $equal (param $a i32) (param $b i32) (param $bytes i32) (result i32)
    (loop $nextDigit
      (if (i32.ne (i32.load (local.get $a)) (i32.load (local.get $b))) (then (return (i32.const 0))))
      (local.set $a (i32.add (local.get $a) (i32.const 4)))
      (local.set $b (i32.add (local.get $b) (i32.const 4)))
      (br_if $nextDigit (local.tee $bytes (i32.sub (local.get $bytes) (i32.const 4)))))
    (i32.const 1))

  ;; The same for numbers of up to 56 bits behind the point, in words of 64 with their sign: the points, zr, zi, and both as remembered.
  ;; $split: where numbers are cut in two for multiplying; $split ≤ $fraction ≤ 2 · $split.
  (func (export "advanceShort") (param $s i32) (param $fraction i64) (param $split i64) (param $budget i32) (result i32)
    (local $zr i64) (local $zi i64) (local $seenR i64) (local $seenI i64) (local $re i64) (local $im i64)
    (local $count i32) (local $look i32) (local $iterations i32)
    (local $r i64) (local $i i64) (local $r0 i64) (local $i0 i64) (local $rr i64) (local $ii i64) (local $ri i64)
    (local $mask i64) (local $up i64) (local $down i64) (local $value i32)
    (local.set $mask (i64.sub (i64.shl (i64.const 1) (local.get $split)) (i64.const 1)))
    (local.set $up (i64.sub (i64.shl (local.get $split) (i64.const 1)) (local.get $fraction)))
    (local.set $down (i64.sub (local.get $fraction) (local.get $split)))
    (local.set $iterations (i32.load offset=16 (local.get $s)))
    (loop $nextPoint
      (if (i32.eqz (i32.load (local.get $s))) (then (return (local.get $budget))))
      (local.set $re (i64.load (i32.load offset=4 (local.get $s))))
      (local.set $im (i64.load (i32.load offset=12 (local.get $s))))
      (local.set $count (i32.load offset=20 (local.get $s)))
      (local.set $look (i32.load offset=24 (local.get $s)))
      (local.set $zr (i64.load offset=64 (local.get $s)))
      (local.set $zi (i64.load offset=72 (local.get $s)))
      (local.set $seenR (i64.load offset=80 (local.get $s)))
      (local.set $seenI (i64.load offset=88 (local.get $s)))
      (block $known
        (loop $nextStep
          (if (i32.eqz (local.get $budget))
            (then
              (i32.store offset=20 (local.get $s) (local.get $count))
              (i32.store offset=24 (local.get $s) (local.get $look))
              (i64.store offset=64 (local.get $s) (local.get $zr))
              (i64.store offset=72 (local.get $s) (local.get $zi))
              (i64.store offset=80 (local.get $s) (local.get $seenR))
              (i64.store offset=88 (local.get $s) (local.get $seenI))
              (return (i32.const 0))))
          (local.set $budget (i32.sub (local.get $budget) (i32.const 1)))
          (local.set $value (local.get $count))
          (local.set $r (i64.sub
            (i64.xor (local.get $zr) (i64.shr_s (local.get $zr) (i64.const 63))) (i64.shr_s (local.get $zr) (i64.const 63))))
          (local.set $i (i64.sub
            (i64.xor (local.get $zi) (i64.shr_s (local.get $zi) (i64.const 63))) (i64.shr_s (local.get $zi) (i64.const 63))))
          ;; A part of 4 or more: its square alone is too much, and would be too long.
          (br_if $known (i64.ne
            (i64.shr_u (i64.or (local.get $r) (local.get $i)) (i64.add (local.get $fraction) (i64.const 2))) (i64.const 0)))
          (local.set $r0 (i64.and (local.get $r) (local.get $mask)))
          (local.set $i0 (i64.and (local.get $i) (local.get $mask)))
          (local.set $r (i64.shr_u (local.get $r) (local.get $split)))
          (local.set $i (i64.shr_u (local.get $i) (local.get $split)))
          ;; floor((h·2^split + l)² / 2^fraction) = h²·2^(2·split−fraction) + floor((2·h·l + floor(l²/2^split)) / 2^(fraction−split))
          (local.set $rr (i64.add
            (i64.shl (i64.mul (local.get $r) (local.get $r)) (local.get $up))
            (i64.shr_u
              (i64.add
                (i64.shl (i64.mul (local.get $r) (local.get $r0)) (i64.const 1))
                (i64.shr_u (i64.mul (local.get $r0) (local.get $r0)) (local.get $split)))
              (local.get $down))))
          (local.set $ii (i64.add
            (i64.shl (i64.mul (local.get $i) (local.get $i)) (local.get $up))
            (i64.shr_u
              (i64.add
                (i64.shl (i64.mul (local.get $i) (local.get $i0)) (i64.const 1))
                (i64.shr_u (i64.mul (local.get $i0) (local.get $i0)) (local.get $split)))
              (local.get $down))))
          (br_if $known (i64.gt_u (i64.add (local.get $rr) (local.get $ii)) (i64.shl (i64.const 4) (local.get $fraction))))
          (local.set $ri (i64.shl
            (i64.add
              (i64.shl (i64.mul (local.get $r) (local.get $i)) (local.get $up))
              (i64.shr_u
                (i64.add
                  (i64.add (i64.mul (local.get $r) (local.get $i0)) (i64.mul (local.get $r0) (local.get $i)))
                  (i64.shr_u (i64.mul (local.get $r0) (local.get $i0)) (local.get $split)))
                (local.get $down)))
            (i64.const 1)))
          (local.set $i (i64.shr_s (i64.xor (local.get $zr) (local.get $zi)) (i64.const 63)))
          (local.set $zi (i64.add (local.get $im) (i64.sub (i64.xor (local.get $ri) (local.get $i)) (local.get $i))))
          (local.set $zr (i64.add (local.get $re) (i64.sub (local.get $rr) (local.get $ii))))
          (local.set $count (i32.add (local.get $count) (i32.const 1)))
          (local.set $value (local.get $iterations))
          (br_if $known (i32.eq (local.get $count) (local.get $iterations)))
          (br_if $known (i32.and
            (i64.eq (local.get $zr) (local.get $seenR)) (i64.eq (local.get $zi) (local.get $seenI))))
          (br_if $nextStep (i32.ne (local.get $count) (local.get $look)))
          (local.set $look (i32.shl (local.get $look) (i32.const 1)))
          (local.set $seenR (local.get $zr))
          (local.set $seenI (local.get $zi))
          (br $nextStep)))
      (call $finish (local.get $s) (local.get $value) (i32.const 8))
      (br $nextPoint))
    (unreachable)))
