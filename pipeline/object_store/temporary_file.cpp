#include "pipeline/object_store/temporary_file.hpp"

#include <fcntl.h>
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

}  // namespace

Result<TemporaryFile> TemporaryFile::create(int directory, std::string name) {
  FileDescriptor file{
      ::openat(directory, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (!file) return file_error(errno, "create the file tmp/" + name);
  return TemporaryFile{directory, std::move(name), std::move(file)};
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : directory_(other.directory_),
      name_(std::exchange(other.name_, {})),
      file_(std::move(other.file_)) {}

TemporaryFile::~TemporaryFile() {
  if (!name_.empty()) ::unlinkat(directory_, name_.c_str(), 0);
}

Result<> TemporaryFile::fill(const Context& context, const Spool& content) {
  return read_spool(content, [&](std::span<const std::byte> bytes) -> Result<> {
    if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped while writing an object."};
    return write_all(file_.get(), bytes);
  });
}

Result<> TemporaryFile::publish(int folder, const std::string& name) {
  if (auto durable = make_durable(file_.get(), "tmp/" + name_); !durable) return durable;
  crash_point("folder_store.file_synced");
  if (::renameat(directory_, name_.c_str(), folder, name.c_str()) != 0) {
    return file_error(errno, "rename an object to " + name);
  }
  name_.clear();
  crash_point("folder_store.file_renamed");
  return make_durable(folder, "the folder of " + name);
}

Result<> make_durable(int descriptor, const std::string& path) {
  while (::fsync(descriptor) != 0) {
    if (errno != EINTR) return file_error(errno, "make " + path + " durable");
  }
  return {};
}

}  // namespace pixferry
