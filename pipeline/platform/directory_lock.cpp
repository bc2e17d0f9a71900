#include "pipeline/platform/directory_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

/// A directory that we make holds the catalog and the images: its owner's alone.
Result<> make_directory(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const bool is_new = fs::create_directories(directory, failure);
  if (!failure && is_new) fs::permissions(directory, fs::perms::owner_all, failure);
  if (failure) return file_error(failure.value(), "create the directory " + directory);
  return {};
}

/// Who holds the lock, as far as the file tells: "process 4711 (http://127.0.0.1:8000)".
std::string holder_named_in(int descriptor) {
  std::array<char, 512> text;
  const auto size = ::pread(descriptor, text.data(), text.size(), 0);
  const std::string_view content{text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  const auto line_end = content.find('\n');
  if (line_end == content.npos) return "another process";
  const auto description =
      content.substr(line_end + 1, content.find('\n', line_end + 1) - line_end - 1);
  return fmt::format("process {} ({})", content.substr(0, line_end), description);
}

Result<> name_holder(int descriptor, const std::string& path, const std::string& describe) {
  const auto text = fmt::format("{}\n{}\n", ::getpid(), describe);
  if (::ftruncate(descriptor, 0) != 0) return file_error(errno, "write to " + path);
  const auto written = ::pwrite(descriptor, text.data(), text.size(), 0);
  if (written == static_cast<ssize_t>(text.size())) return {};
  return file_error(written < 0 ? errno : ENOSPC, "write to " + path);
}

int lock_without_waiting(int descriptor) {
  int outcome = 0;
  do {
    outcome = ::flock(descriptor, LOCK_EX | LOCK_NB);
  } while (outcome != 0 && errno == EINTR);
  return outcome;
}

}  // namespace

Result<DirectoryLock> DirectoryLock::acquire(const std::string& directory,
                                             const std::string& describe) {
  if (auto made = make_directory(directory); !made) return made.error();
  const auto path = directory + "/lock";
  FileDescriptor file{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
  if (!file) return file_error(errno, "write to " + path);
  if (lock_without_waiting(file.get()) != 0) {
    if (errno != EWOULDBLOCK) return file_error(errno, "lock " + path);
    return Error{ErrorCode::data_dir_in_use,
                 fmt::format("{} is in use by {}. Stop it, or set another DATA_DIR.", directory,
                             holder_named_in(file.get()))};
  }
  if (auto named = name_holder(file.get(), path, describe); !named) return named.error();
  return DirectoryLock{std::move(file)};
}

}  // namespace pixferry
