#include "simulator/photo/photo_album.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <thread>

#include "simulator/photo/photo_encoder.hpp"
#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::size_t kBases = 32;
constexpr std::size_t kBasesOfFixedSize = 8;
constexpr std::int64_t kEndingBytes = 49;
constexpr std::size_t kFillingBytes = 1u << 20;
constexpr double kBytesPerPixel =
    0.15;  // of an encoded landscape, where the search for a fit begins

struct Edges {
  int width, height;
};
constexpr int kLargestEdge = 1600;
constexpr std::array kShapes = {Edges{1600, 1200}, Edges{800, 600},  Edges{1024, 683},
                                Edges{640, 480},   Edges{1280, 720}, Edges{900, 900},
                                Edges{960, 640},   Edges{720, 960}};

/// Which bytes stand between photo and ending does not matter; that they do not compress does.
Slice filling(std::int64_t size_bytes) {
  static const auto block = [] {
    auto bytes = std::make_shared<Bytes>(kFillingBytes);
    for (std::size_t i = 0; i < bytes->size(); ++i) (*bytes)[i] = std::byte(scramble(i) & 0x7f);
    return std::shared_ptr<const Bytes>{bytes};
  }();
  return {block, std::span{*block}.first(static_cast<std::size_t>(size_bytes))};
}

PhotoFormat format_of(const AlbumPlan& plan, std::uint64_t number) {
  if (plan.file_bytes) return PhotoFormat::jpeg;
  if (number % 8 == 5) return PhotoFormat::webp;
  return number % 8 == 3 ? PhotoFormat::png : PhotoFormat::jpeg;
}

LandscapePlan landscape_of(const AlbumPlan& plan, std::uint64_t number, int edge_max) {
  const auto shape = kShapes[number % kShapes.size()];
  const int edge = std::max(shape.width, shape.height);
  const int scaled_to =
      edge_max > kLargestEdge ? edge * edge_max / kLargestEdge : std::min(edge, edge_max);
  return {.width = std::max(8, shape.width * scaled_to / edge),
          .height = std::max(8, shape.height * scaled_to / edge),
          .seed = draw(plan.seed, 11, number)};
}

/// The largest picture that leaves room for the ending in a file of the planned size.
Result<Bytes> encode_to_fit(const AlbumPlan& plan, std::uint64_t number, PhotoTraits& traits) {
  int edge_max = plan.edge_max;
  if (plan.file_bytes) {
    const double pixels = static_cast<double>(*plan.file_bytes) / kBytesPerPixel;
    edge_max =
        static_cast<int>(std::clamp(std::sqrt(pixels), 8.0, static_cast<double>(plan.edge_max)));
  }
  for (;; edge_max /= 2) {
    auto bytes = encode_photo(landscape_of(plan, number, edge_max), traits);
    if (!bytes || !plan.file_bytes) return bytes;
    const auto size = static_cast<std::int64_t>(bytes->size()) + kEndingBytes;
    if (size <= *plan.file_bytes) return bytes;
    if (edge_max <= 8) {
      return Error{ErrorCode::internal, fmt::format("The smallest photo takes {} bytes", size)};
    }
  }
}

Error bad_plan(std::string message) {
  return {ErrorCode::invalid_configuration, std::move(message)};
}

}  // namespace

Result<PhotoAlbum> PhotoAlbum::make(const AlbumPlan& plan) {
  if (plan.photos < 0) return bad_plan("The number of photos must not be negative");
  if (plan.edge_max < 16 || plan.edge_max > 8000) {
    return bad_plan("A photo's longer side must have 16 to 8000 pixels");
  }
  if (plan.file_bytes && *plan.file_bytes < AlbumPlan::kFileBytesMin) {
    return bad_plan(fmt::format("A photo takes at least {} bytes", AlbumPlan::kFileBytesMin));
  }
  const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(plan.photos, 1));
  // A power of two, so that a photo's format follows from its number whatever the count.
  const auto count = std::min(std::bit_ceil(wanted), plan.file_bytes ? kBasesOfFixedSize : kBases);
  std::vector<Result<Base>> made;
  for (std::size_t i = 0; i < count; ++i) made.emplace_back(Base{});
  {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::min<std::size_t>(count, std::thread::hardware_concurrency());
         ++i) {
      threads.emplace_back([&] {
        for (auto n = next++; n < count; n = next++) made[n] = make_base(plan, n);
      });
    }
  }
  std::vector<Base> bases;
  for (auto& base : made) {
    if (!base) return base.error();
    bases.push_back(std::move(*base));
  }
  return PhotoAlbum{plan.seed, std::move(bases)};
}

Result<PhotoAlbum::Base> PhotoAlbum::make_base(const AlbumPlan& plan, std::uint64_t number) {
  Base base;
  base.traits = traits_by_seed(plan.seed, number, format_of(plan, number));
  auto encoded = encode_to_fit(plan, number, base.traits);
  if (!encoded) return encoded.error();
  const auto owner = std::make_shared<const Bytes>(std::move(*encoded));
  base.body.push_back({owner, *owner});
  base.size_bytes = static_cast<std::int64_t>(owner->size()) + kEndingBytes;
  while (plan.file_bytes && base.size_bytes < *plan.file_bytes) {
    const auto missing = *plan.file_bytes - base.size_bytes;
    base.body.push_back(filling(std::min<std::int64_t>(missing, kFillingBytes)));
    base.size_bytes += static_cast<std::int64_t>(base.body.back().bytes.size());
  }
  for (const auto& slice : base.body) base.digest.add(slice.bytes);
  return base;
}

std::string PhotoAlbum::ending(std::uint64_t number) const {
  return fmt::format("\npixferry photo {:016x}{:016x}\n", draw(seed_, 31, number), number);
}

std::int64_t PhotoAlbum::size_bytes(std::uint64_t number) const {
  return base_of(number).size_bytes;
}

Digests PhotoAlbum::digests(std::uint64_t number) const {
  const auto text = ending(number);
  return base_of(number).digest.ended_with(std::as_bytes(std::span{text}));
}

Body PhotoAlbum::body(std::uint64_t number) const {
  auto body = base_of(number).body;
  body.push_back(slice_of(ending(number)));
  return body;
}

}  // namespace pixferry::simulator
