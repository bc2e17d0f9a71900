#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pipeline/model/result.hpp"
#include "simulator/http/response.hpp"
#include "simulator/photo/photo_traits.hpp"
#include "simulator/photo/running_digest.hpp"

namespace pixferry::simulator {

struct AlbumPlan {
  std::int64_t photos = 48;  ///< fewer bases are encoded for fewer photos
  /// The size of every file; without it files have the sizes they happen to get.
  std::optional<std::int64_t> file_bytes = std::nullopt;
  int edge_max = 1600;  ///< pixels of the largest photo's longer side
  std::uint64_t seed = 1;

  static constexpr std::int64_t kFileBytesMin = 2048;
};

/// Any number of photos, each with its own bytes, out of a few dozen encoded bases: behind the
/// encoded end of its base, where no decoder looks, a photo has a text of its own, and before that
/// as much filling as its size asks for. Thread-safe; cheap for any number of photos.
class PhotoAlbum {
 public:
  /// Encodes the bases on all cores. Error: `invalid_configuration` for sizes no photo can have.
  static Result<PhotoAlbum> make(const AlbumPlan& plan);

  const PhotoTraits& traits(std::uint64_t number) const { return base_of(number).traits; }
  std::int64_t size_bytes(std::uint64_t number) const;
  Digests digests(std::uint64_t number) const;
  Body body(std::uint64_t number) const;

 private:
  struct Base {
    PhotoTraits traits;
    Body body;  ///< encoded photo and filling
    std::int64_t size_bytes = 0;
    RunningDigest digest;
  };

  PhotoAlbum(std::uint64_t seed, std::vector<Base> bases) : seed_(seed), bases_(std::move(bases)) {}
  static Result<Base> make_base(const AlbumPlan& plan, std::uint64_t number);
  const Base& base_of(std::uint64_t number) const { return bases_[number % bases_.size()]; }
  std::string ending(std::uint64_t number) const;

  std::uint64_t seed_;
  std::vector<Base> bases_;
};

}  // namespace pixferry::simulator
