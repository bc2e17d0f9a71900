#include "pipeline/verify_objects.hpp"

#include <fmt/format.h>

#include <atomic>
#include <thread>

namespace pixferry {
namespace {

constexpr int kBlobsPerPage = 128;

/// Adds what was found out of a page, up to the first object of which nothing could be found out.
Result<> add(std::span<const Blob> blobs, std::span<const Result<std::string>> complaints,
             const VerifyObserver& observer, Verification& sum) {
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    if (!complaints[i]) return complaints[i].error();
    sum.objects += 1;
    sum.bytes += blobs[i].size_bytes;
    sum.last = blobs[i].key;
    if (complaints[i]->empty()) continue;
    sum.bad += 1;
    if (observer.bad) observer.bad({blobs[i], *complaints[i]});
  }
  return {};
}

}  // namespace

Result<Verification> VerifyObjects::run(const Context& context, const VerifyPlan& plan,
                                        const VerifyObserver& observer) {
  Verification sum{.last = plan.after};
  while (true) {
    const auto blobs = parts_.gallery.blobs(context, plan.owner, sum.last, kBlobsPerPage);
    if (!blobs) return blobs.error();
    if (blobs->empty()) return sum;
    const auto added = add(*blobs, complaints_of(context, *blobs, plan.threads), observer, sum);
    if (observer.progress) observer.progress(sum);
    if (!added) return added.error();
  }
}

std::vector<VerifyObjects::Complaint> VerifyObjects::complaints_of(const Context& context,
                                                                   std::span<const Blob> blobs,
                                                                   int threads) {
  std::vector<Complaint> complaints(blobs.size(), Complaint{std::string{}});
  std::atomic<std::size_t> next = 0;
  const auto read_some = [&] {
    for (auto i = next++; i < blobs.size(); i = next++) {
      complaints[i] = complaint_of(context, blobs[i]);
    }
  };
  {
    std::vector<std::jthread> readers;
    for (int i = 1; i < threads; ++i) readers.emplace_back(read_some);
    read_some();
  }
  return complaints;
}

VerifyObjects::Complaint VerifyObjects::complaint_of(const Context& context, const Blob& blob) {
  if (context.is_stopped()) return Error{ErrorCode::stopped, "the verification was stopped"};
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
