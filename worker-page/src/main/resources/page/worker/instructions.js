/**
 * What the session asks its shell to do; types only. The session decides and the shell (main.js) does: nothing is returned, what comes of it
 * is an event. A disconnect with leave says goodbye for this reason first.
 *
 * @typedef {import('./types.js').Work} Work
 * @typedef {import('./types.js').EngineName} EngineName
 * @typedef {import('./types.js').Identity} Identity
 * @typedef {import('./types.js').DeviceFacts} DeviceFacts
 *
 * @typedef {{do: 'choose_engine'}
 *   | {do: 'connect'}
 *   | {do: 'disconnect', leave: string | null}
 *   | {do: 'send', message: Record<string, unknown>}
 *   | {do: 'send_result', task: number, result: import('./types.js').Values, maxFrameBytes: number}
 *   | {do: 'drop_result', task: number}
 *   | {do: 'open_block', block: number, rows: number, cols: number, role: 'a' | 'b', generate?: import('./types.js').Generate}
 *   | {do: 'write_block', block: number, offset: number, values: Float32Array}
 *   | {do: 'free_block', block: number}
 *   | {do: 'compute', task: number, kernel: string, work: Work}
 *   | {do: 'remember', identity: Identity}} Instruction
 *
 * @typedef {'out_of_memory' | 'device_lost' | 'unsupported' | 'internal'} FailureReason
 * @typedef {{engine: EngineName, device: string, why: string, maxBlockBytes: number, memoryBytes: number,
 *   kernels: readonly string[], generators: readonly string[], speeds: import('./engine.js').Speeds, link: import('./link.js').Link,
 *   storageBytes: number | null}} EngineProfile kernels: those that work on it; what was measured of the device when it was chosen
 *
 * @typedef {{type: 'computed', task: number, computeMs: number, restedMs?: number, result: import('./types.js').Values}} Computed computeMs: wall
 *   time, rests of the kind in pace.js included; restedMs: how much of it they were
 * @typedef {{type: 'started', joinKey: string, identity: Identity, facts: DeviceFacts}
 *   | {type: 'stopped', reason: string}
 *   | {type: 'held', by: import('./types.js').Hold, held: boolean}
 *   | {type: 'data_limited', bytes: number | null}
 *   | {type: 'engine_chosen', profile: EngineProfile}
 *   | {type: 'bytes_moved', bytes: number}
 *   | {type: 'engine_lost', message: string}
 *   | {type: 'opened'}
 *   | {type: 'text_arrived', text: string}
 *   | {type: 'frame_arrived', message: ArrayBuffer}
 *   | {type: 'closed', code: number}
 *   | {type: 'block_refused', block: number, message: string}
 *   | {type: 'engine_free', task: number}
 *   | Computed
 *   | {type: 'failed', task: number, reason: FailureReason, message: string}
 *   | {type: 'time_passed'}} SessionEvent
 */
export {};
