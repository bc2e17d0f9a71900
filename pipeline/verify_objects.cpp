#include "pipeline/verify_objects.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

constexpr int kBlobsPerPage = 500;

}  // namespace

Result<Verification> VerifyObjects::run(const Context& context, std::string_view owner,
                                        const std::function<void(const BadObject&)>& report) {
  Verification sum;
  ObjectKey after;
  while (true) {
    const auto blobs = parts_.gallery.blobs(context, owner, after, kBlobsPerPage);
    if (!blobs) return blobs.error();
    if (blobs->empty()) return sum;
    for (const auto& blob : *blobs) {
      if (context.is_stopped()) return Error{ErrorCode::stopped, "the verification was stopped"};
      const auto complaint = complaint_of(context, blob);
      if (!complaint) return complaint.error();
      sum.objects += 1;
      sum.bytes += blob.size_bytes;
      if (!complaint->empty()) {
        sum.bad += 1;
        report({blob, *complaint});
      }
    }
    after = blobs->back().key;
  }
}

Result<std::string> VerifyObjects::complaint_of(const Context& context, const Blob& blob) {
  auto spool = Spool::open(parts_.spools, {.declared_size_bytes = blob.size_bytes,
                                           .size_bytes_max = blob.size_bytes,
                                           .wants_md5 = false,
                                           .inspect_head = {}});
  if (!spool) return spool.error();
  if (auto got = parts_.store.get(context, blob.key, *spool); !got) {
    if (got.error().code == ErrorCode::source_gone) return std::string{"missing"};
    if (got.error().code == ErrorCode::too_large) {
      return fmt::format("has more than {} bytes", blob.size_bytes);
    }
    return got.error();
  }
  if (auto finished = spool->finish(); !finished) return finished.error();
  if (spool->size_bytes() != blob.size_bytes) {
    return fmt::format("has {} bytes, not {}", spool->size_bytes(), blob.size_bytes);
  }
  if (spool->sha256() != blob.sha256) return std::string{"has another SHA-256"};
  return std::string{};
}

}  // namespace pixferry
