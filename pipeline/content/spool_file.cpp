#include "pipeline/content/spool_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kUndeclaredMemoryBytes = 1 << 20;
constexpr std::int64_t kChunkBytes = 64 << 10;

Result<> write_at(int descriptor, std::span<const std::byte> bytes, std::int64_t offset) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error(errno, "write to a spooled file");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += written;
  }
  return {};
}

/// For file systems without O_TMPFILE: the name is gone before anything is written.
Result<FileDescriptor> open_unlinked(const std::string& directory) {
  std::string name = directory + "/spool-XXXXXX";
  FileDescriptor file{::mkostemp(name.data(), O_CLOEXEC)};
  if (!file) return file_error(errno, "create a file in " + directory);
  if (::unlink(name.c_str()) != 0) return file_error(errno, "unlink a file in " + directory);
  return file;
}

/// Takes from the budget what the body should need; 0 when it belongs on the disk at once.
std::size_t take_memory(SpoolRoom& room, std::optional<std::int64_t> declared_size_bytes) {
  const auto declared = declared_size_bytes.value_or(-1);
  const auto bytes = static_cast<std::size_t>(declared < 0 ? kUndeclaredMemoryBytes
                                                           : std::max<std::int64_t>(declared, 1));
  return bytes <= room.memory_file_bytes_max && room.budget.try_take(bytes) ? bytes : 0;
}

}  // namespace

Result<SpoolFile> SpoolFile::open(SpoolRoom& room,
                                  std::optional<std::int64_t> declared_size_bytes) {
  SpoolFile spool{room, take_memory(room, declared_size_bytes)};
  if (spool.is_in_memory()) {
    spool.file_ = FileDescriptor{::memfd_create("pixferry-spool", MFD_CLOEXEC)};
    if (spool.file_) return spool;
    spool.leave_memory();
  }
  if (auto opened = spool.open_on_disk(); !opened) return opened.error();
  return spool;
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : room_(other.room_),
      memory_bytes_(std::exchange(other.memory_bytes_, 0)),
      file_(std::move(other.file_)),
      is_linkable_(other.is_linkable_),
      size_bytes_(std::exchange(other.size_bytes_, 0)) {}

Result<> SpoolFile::append(std::span<const std::byte> bytes) {
  const auto size_bytes_after = static_cast<std::size_t>(size_bytes_) + bytes.size();
  if (is_in_memory() && size_bytes_after > memory_bytes_) {
    if (auto moved = move_to_disk(); !moved) return moved;
  }
  if (auto written = write_at(file_.get(), bytes, size_bytes_); !written) return written;
  size_bytes_ = static_cast<std::int64_t>(size_bytes_after);
  return {};
}

Result<> SpoolFile::clear() {
  size_bytes_ = 0;
  // The file may have a name by now, under which its bytes must stay as they are.
  if (!is_in_memory()) return open_on_disk();
  if (::ftruncate(file_.get(), 0) != 0) return file_error(errno, "empty a spooled file");
  return {};
}

Result<> SpoolFile::move_to_disk() {
  auto in_memory = std::move(file_);
  auto moved = open_on_disk();
  std::int64_t copied = 0;
  if (moved) {
    moved = read_file(in_memory.get(), size_bytes_, "read a spooled file",
                      [&](std::span<const std::byte> bytes) {
                        auto written = write_at(file_.get(), bytes, copied);
                        copied += static_cast<std::int64_t>(bytes.size());
                        return written;
                      });
  }
  if (moved) {
    leave_memory();
  } else {
    file_ = std::move(in_memory);
    is_linkable_ = false;
  }
  return moved;
}

Result<> SpoolFile::open_on_disk() {
  const auto& directory = room_->directory;
  file_ = FileDescriptor{::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)};
  is_linkable_ = bool{file_};
  if (file_) return {};
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
    return file_error(errno, "create a file in " + directory);
  }
  auto unlinked = open_unlinked(directory);
  if (!unlinked) return unlinked.error();
  file_ = std::move(*unlinked);
  return {};
}

void SpoolFile::leave_memory() {
  room_->budget.give_back(std::exchange(memory_bytes_, 0));
}

Result<> read_file(int descriptor, std::int64_t size_bytes, std::string_view attempt,
                   const std::function<Result<>(std::span<const std::byte>)>& sink) {
  std::array<std::byte, kChunkBytes> chunk;
  for (std::int64_t offset = 0; offset < size_bytes;) {
    const auto wanted = static_cast<std::size_t>(std::min(kChunkBytes, size_bytes - offset));
    const auto got = ::pread(descriptor, chunk.data(), wanted, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return file_error(got < 0 ? errno : EIO, attempt);
    if (auto taken = sink({chunk.data(), static_cast<std::size_t>(got)}); !taken) return taken;
    offset += got;
  }
  return {};
}

}  // namespace pixferry
