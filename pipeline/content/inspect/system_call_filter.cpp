#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "pipeline/content/inspect/sandbox.hpp"

namespace pixferry {
namespace {

/// Allowed whatever their arguments are. Memory may become executable: libvips compiles its scaler
/// at run time.
constexpr int kAllowed[] = {
    // The file that was handed over, and nothing that has a name.
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(poll), SCMP_SYS(ppoll),
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    // Threads and locks.
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(gettid), SCMP_SYS(getpid),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getcpu), SCMP_SYS(membarrier),
    SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
    // Signals to itself, and what a sanitizer does before it reports.
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    // Time, chance and the size of the machine.
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(sysinfo), SCMP_SYS(uname),
    SCMP_SYS(getrusage)};

struct ContextDeleter {
  void operator()(void* context) const { ::seccomp_release(context); }
};
using FilterContext = std::unique_ptr<void, ContextDeleter>;

bool allow(const FilterContext& filter, int call, const scmp_arg_cmp& condition) {
  return ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &condition) == 0;
}

bool allow_all(const FilterContext& filter) {
  for (const int call : kAllowed) {
    if (::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 0, nullptr) != 0) return false;
  }
  return true;
}

bool allow_for_sanitizer(const FilterContext& filter) {
  for (const int call : {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(write)}) {
    if (::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 0, nullptr) != 0) return false;
  }
  return true;
}

/// Where an argument decides.
bool allow_some(const FilterContext& filter) {
  constexpr scmp_datum_t kThread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
  const auto itself = static_cast<scmp_datum_t>(::getpid());
  // Its flags lie in memory, where no filter sees them: the C library falls back on clone.
  const bool is_clone3_absent = ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(ENOSYS),
                                                         SCMP_SYS(clone3), 0, nullptr) == 0;
  return is_clone3_absent &&
         allow(filter, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, kThread)) &&
         allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, itself)) &&
         allow(filter, SCMP_SYS(recvmsg), SCMP_A0(SCMP_CMP_EQ, kInspectSocket)) &&
         allow(filter, SCMP_SYS(sendto), SCMP_A0(SCMP_CMP_EQ, kInspectSocket)) &&
         allow(filter, SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO)) &&
         allow(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) &&
         allow(filter, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0));
}

}  // namespace

bool filter_system_calls() {
  const FilterContext filter{::seccomp_init(SCMP_ACT_ERRNO(EPERM))};
  if (!filter) return false;
  if (::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) != 0) return false;
  if (kIsSanitized && !allow_for_sanitizer(filter)) return false;
  return allow_all(filter) && allow_some(filter) && ::seccomp_load(filter.get()) == 0;
}

}  // namespace pixferry
