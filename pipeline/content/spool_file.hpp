#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// The bytes of a spool: a memfd as long as they fit in what was taken of the room's budget, a file
/// without a name on the disk from then on. The budget gets back exactly what it lent. Appended to
/// by one thread; its descriptor is read with pread, and its own offset stays at 0.
class SpoolFile {
 public:
  /// The room must outlive the file. Errors: `storage_unavailable`, `storage_full`.
  static Result<SpoolFile> open(SpoolRoom& room, std::optional<std::int64_t> declared_size_bytes);
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&&) = delete;
  ~SpoolFile() { leave_memory(); }

  /// After an Error an unknown part of the bytes is there: only clear() helps.
  Result<> append(std::span<const std::byte> bytes);
  Result<> clear();

  std::int64_t size_bytes() const { return size_bytes_; }
  int descriptor() const { return file_.get(); }
  bool is_in_memory() const { return memory_bytes_ > 0; }
  /// See Spool.
  bool is_linkable() const { return is_linkable_; }

 private:
  SpoolFile(SpoolRoom& room, std::size_t memory_bytes)
      : room_(&room), memory_bytes_(memory_bytes) {}
  Result<> move_to_disk();
  void leave_memory();

  Result<> open_on_disk();

  SpoolRoom* room_;
  std::size_t memory_bytes_;  ///< held of the budget; 0 once the bytes lie on the disk
  FileDescriptor file_;
  bool is_linkable_ = false;
  std::int64_t size_bytes_ = 0;
};

/// Reads the first `size_bytes` of a file in order through `sink`, a chunk at a time. `attempt` is
/// what an error says was tried: "read a spooled file".
Result<> read_file(int descriptor, std::int64_t size_bytes, std::string_view attempt,
                   const std::function<Result<>(std::span<const std::byte>)>& sink);

}  // namespace pixferry
