#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "pipeline/model/digest.hpp"

struct evp_md_ctx_st;

namespace pixferry {

/// A SHA-256 or an MD5 over bytes as they come. Not thread-safe. Throws std::runtime_error only
/// where OpenSSL itself cannot work.
class RunningDigest {
 public:
  enum class Algorithm { sha256, md5 };

  explicit RunningDigest(Algorithm algorithm);
  void update(std::span<const std::byte> bytes);
  /// Forgets everything that was added.
  void restart();

  /// The digest of what was added; `restart()` before more is. `Value` is the algorithm's own.
  template <class Value>
  Value finish() {
    Value value;
    finish_into(value.bytes);
    return value;
  }

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  void finish_into(std::span<std::uint8_t> digest);

  Algorithm algorithm_;
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace pixferry
