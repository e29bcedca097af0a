;; C += A · B in float32 for one block of rows and one range of the inner dimension, on SIMD128.
;;
;; A   row-major, $lda bytes from row to row; $a points at the first inner index of the range.
;; B   in panels of 8 columns: for every inner index the 8 values of the panel lie together (32 bytes), so that the innermost
;;     loop reads it in one go. $b points at the first inner index of the range in the first panel; the next panel begins
;;     $panel bytes further. A last panel that is not full is padded with zeros.
;; C   row-major, $ldc bytes from row to row, padded to whole panels and to a multiple of 4 rows.
;;
;; A tile of 4 × 8 values of C stays in 8 registers while the loop runs over the inner range. Every value is summed in the order of
;; the inner index with a rounding after each multiplication and addition, as the plain loop would.
(module
  (import "engine" "memory" (memory 1 32000))
  (global (export "tileRows") i32 (i32.const 4))

  (func (export "multiplyAdd")
    (param $a i32) (param $lda i32)
    (param $b i32) (param $panel i32)
    (param $c i32) (param $ldc i32)
    (param $rows i32) (param $panels i32) (param $inner i32)
    (local $row i32) (local $aRow i32) (local $cTile i32)
    ;; A panel of B (8 × inner values) stays in the first-level cache while all rows pass by.
    (loop $nextPanel
      (local.set $row (i32.const 0))
      (local.set $aRow (local.get $a))
      (local.set $cTile (local.get $c))
      (loop $nextRows
        (call $tile
          (local.get $aRow)
          (local.get $lda)
          (i32.sub (local.get $rows) (local.get $row))
          (local.get $b)
          (local.get $cTile)
          (local.get $ldc)
          (local.get $inner))
        (local.set $aRow (i32.add (local.get $aRow) (i32.shl (local.get $lda) (i32.const 2))))
        (local.set $cTile (i32.add (local.get $cTile) (i32.shl (local.get $ldc) (i32.const 2))))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br_if $nextRows (i32.lt_s (local.get $row) (local.get $rows))))
      (local.set $b (i32.add (local.get $b) (local.get $panel)))
      (local.set $c (i32.add (local.get $c) (i32.const 32)))
      (local.set $panels (i32.sub (local.get $panels) (i32.const 1)))
      (br_if $nextPanel (local.get $panels))))

  ;; One 4 × 8 tile. Where fewer than 4 rows are left, the last row stands in for those that are missing: their sums go to the padding of C.
  (func $tile
    (param $a0 i32) (param $lda i32) (param $rowsLeft i32)
    (param $b i32)
    (param $c0 i32) (param $ldc i32)
    (param $inner i32)
    (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $c1 i32) (local $c2 i32) (local $c3 i32)
    (local $bLow v128) (local $bHigh v128) (local $splat v128)
    (local $low0 v128) (local $high0 v128)
    (local $low1 v128) (local $high1 v128)
    (local $low2 v128) (local $high2 v128)
    (local $low3 v128) (local $high3 v128)

    (local.set $a1 (select (i32.add (local.get $a0) (local.get $lda)) (local.get $a0) (i32.gt_s (local.get $rowsLeft) (i32.const 1))))
    (local.set $a2 (select (i32.add (local.get $a1) (local.get $lda)) (local.get $a1) (i32.gt_s (local.get $rowsLeft) (i32.const 2))))
    (local.set $a3 (select (i32.add (local.get $a2) (local.get $lda)) (local.get $a2) (i32.gt_s (local.get $rowsLeft) (i32.const 3))))
    (local.set $c1 (i32.add (local.get $c0) (local.get $ldc)))
    (local.set $c2 (i32.add (local.get $c1) (local.get $ldc)))
    (local.set $c3 (i32.add (local.get $c2) (local.get $ldc)))

    (local.set $low0 (v128.load (local.get $c0)))
    (local.set $high0 (v128.load offset=16 (local.get $c0)))
    (local.set $low1 (v128.load (local.get $c1)))
    (local.set $high1 (v128.load offset=16 (local.get $c1)))
    (local.set $low2 (v128.load (local.get $c2)))
    (local.set $high2 (v128.load offset=16 (local.get $c2)))
    (local.set $low3 (v128.load (local.get $c3)))
    (local.set $high3 (v128.load offset=16 (local.get $c3)))

    (loop $nextInner
      (local.set $bLow (v128.load (local.get $b)))
      (local.set $bHigh (v128.load offset=16 (local.get $b)))

      (local.set $splat (v128.load32_splat (local.get $a0)))
      (local.set $low0 (f32x4.add (local.get $low0) (f32x4.mul (local.get $splat) (local.get $bLow))))
      (local.set $high0 (f32x4.add (local.get $high0) (f32x4.mul (local.get $splat) (local.get $bHigh))))

      (local.set $splat (v128.load32_splat (local.get $a1)))
      (local.set $low1 (f32x4.add (local.get $low1) (f32x4.mul (local.get $splat) (local.get $bLow))))
      (local.set $high1 (f32x4.add (local.get $high1) (f32x4.mul (local.get $splat) (local.get $bHigh))))

      (local.set $splat (v128.load32_splat (local.get $a2)))
      (local.set $low2 (f32x4.add (local.get $low2) (f32x4.mul (local.get $splat) (local.get $bLow))))
      (local.set $high2 (f32x4.add (local.get $high2) (f32x4.mul (local.get $splat) (local.get $bHigh))))

      (local.set $splat (v128.load32_splat (local.get $a3)))
      (local.set $low3 (f32x4.add (local.get $low3) (f32x4.mul (local.get $splat) (local.get $bLow))))
      (local.set $high3 (f32x4.add (local.get $high3) (f32x4.mul (local.get $splat) (local.get $bHigh))))

      (local.set $a0 (i32.add (local.get $a0) (i32.const 4)))
      (local.set $a1 (i32.add (local.get $a1) (i32.const 4)))
      (local.set $a2 (i32.add (local.get $a2) (i32.const 4)))
      (local.set $a3 (i32.add (local.get $a3) (i32.const 4)))
      (local.set $b (i32.add (local.get $b) (i32.const 32)))
      (br_if $nextInner (local.tee $inner (i32.sub (local.get $inner) (i32.const 1)))))

    (v128.store (local.get $c0) (local.get $low0))
    (v128.store offset=16 (local.get $c0) (local.get $high0))
    (v128.store (local.get $c1) (local.get $low1))
    (v128.store offset=16 (local.get $c1) (local.get $high1))
    (v128.store (local.get $c2) (local.get $low2))
    (v128.store offset=16 (local.get $c2) (local.get $high2))
    (v128.store (local.get $c3) (local.get $low3))
    (v128.store offset=16 (local.get $c3) (local.get $high3))))
