#pragma once

#include "pipeline/content/inspect/sanitizer.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// The descriptors of an inspecting process: 0 to 2 are /dev/null, then its socket; the file that
/// it looks into takes the next one, and there is none beyond that but a sanitizer's pipe.
inline constexpr int kInspectSocket = 3;
inline constexpr int kInspectDescriptorsMax = kIsSanitized ? 7 : 5;

/// For the first lines of a process's life: it dies with the thread that started it, ignores what a
/// terminal or a service manager sends to all processes of a group, cannot be traced or dumped,
/// gains no rights, and holds no descriptor above its socket. Errors: `internal`.
Result<> leave_parents_world();

/// What a process that is about to see hostile bytes gives up, for good: memory above 1 GiB (but
/// under a sanitizer, which reserves terabytes of addresses), processor time, files larger than
/// nothing, descriptors, core dumps. There is no limit on threads: Linux counts those of all
/// processes of a user. Errors: `internal`.
Result<> limit_resources();

/// Lets the kernel refuse, with EPERM, every system call that decoding does not need: nothing can
/// be opened, connected, executed, traced or written to but the socket and standard error. Threads
/// may be started, processes not. Answers whether the kernel took the filter, for all threads.
bool filter_system_calls();

}  // namespace pixferry
