#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "pipeline/model/digest.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// How many bytes of spooled bodies may lie in memory at once, over all threads. Thread-safe.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t bytes_max) : free_(static_cast<std::int64_t>(bytes_max)) {}
  /// Takes the bytes or none of them; never waits.
  bool try_take(std::size_t bytes);
  void give_back(std::size_t bytes);

 private:
  std::atomic<std::int64_t> free_;
};

/// Where spools live, shared by all of them.
struct SpoolRoom {
  std::string directory;  ///< for bodies that do not fit in memory; must exist
  std::size_t memory_file_bytes_max = 8u << 20;  ///< 0: every body lies in the directory
  ByteBudget budget{64u << 20};
};

struct SpoolPlan {
  std::optional<std::int64_t> declared_size_bytes = std::nullopt;
  std::int64_t size_bytes_max = 0;  ///< more is refused as `too_large`
  bool wants_md5 = false;  ///< MD5 costs as much as SHA-256: only where nothing better is declared
  /// Shown the first bytes once 4 KiB are there, or all of them at finish(); an Error ends the
  /// transfer with it.
  std::function<Result<>(std::span<const std::byte> head)> inspect_head = nullptr;
  bool wants_dropbox_hash = false;  ///< see DropboxHash
};

/// One body on its way from a source to a store: a file descriptor without a name (a memfd while
/// the budget allows, an O_TMPFILE otherwise, so a crash leaves nothing behind), hashed as it is
/// written. Written by one thread, then read by any number.
class Spool {
 public:
  static constexpr std::size_t kHeadBytes = 4096;

  /// The room must outlive the spool. Errors: `storage_unavailable`, `storage_full`.
  static Result<Spool> open(SpoolRoom& room, SpoolPlan plan);
  Spool(Spool&&) noexcept;
  Spool& operator=(Spool&&) noexcept;
  ~Spool();

  /// Errors: `too_large`, `storage_full`, or what `inspect_head` returned.
  Result<> write(std::span<const std::byte> bytes);
  /// Throws away what was written so that a transfer can start again. A file that was given a name
  /// meanwhile keeps its bytes.
  Result<> rewind();
  /// No more bytes follow: shows a short body to `inspect_head` and closes the hashes.
  Result<> finish();

  std::int64_t size_bytes() const;
  std::span<const std::byte> head() const;            ///< up to kHeadBytes
  const Sha256& sha256() const;                       ///< after finish()
  const std::optional<Md5>& md5() const;              ///< after finish(), where the plan wants it
  const std::optional<Sha256>& dropbox_hash() const;  ///< likewise
  int descriptor() const;  ///< for pread and sendfile; owned by the spool
  /// Whether the descriptor is a file on a disk that linkat() can still give a name.
  bool is_linkable() const;

 private:
  struct State;
  explicit Spool(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Reads the whole spool in order through `sink`, a chunk at a time.
Result<> read_spool(const Spool& spool,
                    const std::function<Result<>(std::span<const std::byte>)>& sink);

}  // namespace pixferry
