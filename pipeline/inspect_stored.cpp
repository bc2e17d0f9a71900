#include "pipeline/inspect_stored.hpp"

#include <fmt/format.h>

#include "pipeline/retry_policy.hpp"
#include "pipeline/store_thumbnails.hpp"

namespace pixferry {
namespace {

constexpr int kImagesATurn = 4;
constexpr std::chrono::minutes kLease{10};
constexpr std::chrono::minutes kPause{1};

/// What is recorded of an image that cannot be drawn, so that nobody tries it again.
std::optional<ImageFacts> facts_of_refusal(ErrorCode code) {
  switch (code) {
    case ErrorCode::too_many_pixels:
      return ImageFacts{.thumbnails = ThumbnailState::unsupported,
                        .warning = ImageWarning::too_many_pixels};
    case ErrorCode::damaged_image:
    case ErrorCode::poison:
      return ImageFacts{.thumbnails = ThumbnailState::damaged,
                        .warning = ImageWarning::damaged_pixels};
    default: return std::nullopt;
  }
}

/// Whether the fault lies with the world and not with the image: a later try may do better.
bool may_pass(ErrorCode code) {
  return decide(code) != Decision::fail;
}

}  // namespace

Result<InspectStored::Turn> InspectStored::run(const Context& context) {
  const auto claimed = parts_.backlog.claim(context, kImagesATurn, kLease);
  if (!claimed) return claimed.error();
  Turn turn{.images = static_cast<int>(claimed->size())};
  for (std::size_t i = 0; i < claimed->size(); ++i) {
    const auto filled = fill_in(context, (*claimed)[i]);
    if (filled) continue;
    if (may_pass(filled.error().code)) {
      // Given back even while the process drains.
      const auto rest = std::span{*claimed}.subspan(i);
      if (auto given = parts_.backlog.give_back(Context{}, rest, kPause); !given) {
        return given.error();
      }
      return filled.error();
    }
    turn.left_alone.push_back(filled.error());
  }
  return turn;
}

Result<> InspectStored::fill_in(const Context& context, const UninspectedBlob& held) {
  auto inspection = look_at(context, held.blob);
  if (!inspection) {
    auto facts = facts_of_refusal(inspection.error().code);
    if (!facts) return inspection.error();
    inspection = Inspection{.facts = *std::move(facts)};
  }
  if (auto stored = store_thumbnails(context, parts_.store, parts_.spools, held.blob.key,
                                     inspection->thumbnails);
      !stored) {
    return stored;
  }
  const InspectedBlob inspected{held.owner, held.blob.sha256, std::move(inspection->facts)};
  return parts_.backlog.record(context, {&inspected, 1});
}

Result<Inspection> InspectStored::look_at(const Context& context, const Blob& blob) {
  auto body = Spool::open(parts_.spools, {.declared_size_bytes = blob.size_bytes,
                                          .size_bytes_max = parts_.limits.file_bytes_max});
  if (!body) return body.error();
  if (auto read = parts_.store.get(context, blob.key, *body); !read) return read.error();
  if (auto finished = body->finish(); !finished) return finished.error();
  if (body->sha256() != blob.sha256) {
    return Error{ErrorCode::storage_refused,
                 fmt::format("The object {} is not what was stored; `pixferry verify` tells more.",
                             blob.key.text)};
  }
  return parts_.inspector.inspect(context, *body, blob.type);
}

}  // namespace pixferry
