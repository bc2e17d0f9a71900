#include "pipeline/object_store/temporary_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

Result<> write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error(errno, "write an object");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

FileDescriptor open_unnamed(int directory) {
  return FileDescriptor{::openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)};
}

/// By way of /proc, because naming a descriptor itself takes a privilege.
bool give_name(const FileDescriptor& file, int folder, const std::string& name) {
  const auto path = fmt::format("/proc/self/fd/{}", file.get());
  return ::linkat(AT_FDCWD, path.c_str(), folder, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

}  // namespace

bool TemporaryFile::may_be_unnamed(int directory) {
  constexpr const char* kProbe = "probe";
  const auto file = open_unnamed(directory);
  if (!file || !give_name(file, directory, kProbe)) return false;
  return ::unlinkat(directory, kProbe, 0) == 0;
}

Result<TemporaryFile> TemporaryFile::unnamed(int directory, std::string name) {
  auto file = open_unnamed(directory);
  if (!file) return file_error(errno, "create a file in tmp/");
  return TemporaryFile{directory, std::move(name), std::move(file), false};
}

Result<TemporaryFile> TemporaryFile::named(int directory, std::string name) {
  FileDescriptor file{
      ::openat(directory, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (!file) return file_error(errno, "create the file tmp/" + name);
  return TemporaryFile{directory, std::move(name), std::move(file), true};
}

Result<TemporaryFile> TemporaryFile::of(const Spool& content, int directory, std::string name) {
  FileDescriptor file{::fcntl(content.descriptor(), F_DUPFD_CLOEXEC, 0)};
  if (!file) return file_error(errno, "keep a spooled file open");
  return TemporaryFile{directory, std::move(name), std::move(file), false};
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : directory_(other.directory_),
      name_(std::move(other.name_)),
      file_(std::move(other.file_)),
      has_name_(std::exchange(other.has_name_, false)) {}

TemporaryFile::~TemporaryFile() {
  if (has_name_) ::unlinkat(directory_, name_.c_str(), 0);
}

Result<> TemporaryFile::fill(const Context& context, const Spool& content) {
  return read_spool(content, [&](std::span<const std::byte> bytes) -> Result<> {
    if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped while writing an object."};
    return write_all(file_.get(), bytes);
  });
}

Result<> TemporaryFile::publish(int folder, const std::string& name) {
  if (auto durable = make_durable(file_.get(), "an object"); !durable) return durable;
  crash_point("folder_store.file_synced");
  if (auto moved = move_to(folder, name); !moved) return moved;
  crash_point("folder_store.file_named");
  return make_durable(folder, "the folder of " + name);
}

Result<> TemporaryFile::move_to(int folder, const std::string& name) {
  if (!has_name_) {
    if (give_name(file_, folder, name)) return {};
    // A link replaces nothing, and what is there under that name is not to be trusted.
    if (errno != EEXIST) return file_error(errno, "give an object the name " + name);
    if (!give_name(file_, directory_, name_)) return file_error(errno, "link tmp/" + name_);
    has_name_ = true;
  }
  if (::renameat(directory_, name_.c_str(), folder, name.c_str()) != 0) {
    return file_error(errno, "rename an object to " + name);
  }
  has_name_ = false;
  return {};
}

Result<> make_durable(int descriptor, const std::string& path) {
  while (::fsync(descriptor) != 0) {
    if (errno != EINTR) return file_error(errno, "make " + path + " durable");
  }
  return {};
}

}  // namespace pixferry
