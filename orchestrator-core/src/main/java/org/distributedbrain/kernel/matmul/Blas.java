package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * {@code cblas_sgemm} of a BLAS library that is installed on this computer, called through the foreign function interface. Libraries that have
 * threads of their own are told to use one: rows are divided among the worker's threads instead. Safe from any thread.
 */
public final class Blas {
    private static final List<String> LIBRARIES = List.of(
            "libopenblas.so.0",
            "libopenblas.so",
            "libmkl_rt.so.2",
            "libblas.so.3",
            "/System/Library/Frameworks/Accelerate.framework/Accelerate",
            "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
            "libopenblas.dll");
    private static final List<String> THREAD_SETTERS = List.of("openblas_set_num_threads", "MKL_Set_Num_Threads");
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;

    private final String library;
    private final MethodHandle sgemm;

    private Blas(String library, MethodHandle sgemm) {
        this.library = library;
        this.sgemm = sgemm;
    }

    /** The first library of a short list that can be loaded and has the function; empty where none is, or native access is not allowed. */
    public static Optional<Blas> find() {
        for (String name : LIBRARIES) {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(name, Arena.global());
                Optional<MethodHandle> sgemm = symbols.find("cblas_sgemm").map(Blas::downcall);
                if (sgemm.isPresent()) {
                    useOneThread(symbols);
                    return Optional.of(new Blas(name, sgemm.get()));
                }
            } catch (IllegalArgumentException | IllegalCallerException | UnsupportedOperationException e) {
                // Not installed under that name, or not allowed: the next one, and at last the kernels of this program.
            }
        }
        return Optional.empty();
    }

    /** Its file name. */
    public String library() {
        return library;
    }

    /** C = A·B, A being {@code m × k}, B {@code k × n}, C {@code m × n}, row-major float32 in off-heap memory. */
    public void multiply(MemorySegment a, MemorySegment b, MemorySegment c, int m, int k, int n) {
        try {
            sgemm.invokeExact(ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, m, n, k, 1f, a, k, b, n, 0f, c, n);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm of " + library + " cannot be called.", e);
        }
    }

    private static MethodHandle downcall(MemorySegment function) {
        ValueLayout.OfInt i = ValueLayout.JAVA_INT;
        ValueLayout.OfFloat f = ValueLayout.JAVA_FLOAT;
        var p = ValueLayout.ADDRESS;
        return Linker.nativeLinker()
                .downcallHandle(function, FunctionDescriptor.ofVoid(i, i, i, i, i, i, f, p, i, p, i, f, p, i));
    }

    private static void useOneThread(SymbolLookup symbols) {
        for (String name : THREAD_SETTERS) {
            symbols.find(name).ifPresent(setter -> {
                try {
                    Linker.nativeLinker()
                            .downcallHandle(setter, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                            .invokeExact(1);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(name + " cannot be called.", e);
                }
            });
        }
    }
}
