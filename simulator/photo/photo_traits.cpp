#include "simulator/photo/photo_traits.hpp"

#include <fmt/format.h>

#include <array>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

struct Camera {
  std::string_view make, model;
};

// None of these makers exists.
constexpr std::array kCameras = {
    Camera{"Lumora", "Lumora L7"},         Camera{"Halden Optik", "HO-Reise 35"},
    Camera{"Kitefold", "Kitefold K2 Pro"}, Camera{"Arbora", "Arbora Field 100"},
    Camera{"Tarn & Vale", "TV-X40"},       Camera{"Lumora", "Lumora L9 Mini"},
};

}  // namespace

std::string_view mime_type(PhotoFormat format) {
  switch (format) {
    case PhotoFormat::jpeg: return "image/jpeg";
    case PhotoFormat::png: return "image/png";
    case PhotoFormat::webp: return "image/webp";
  }
  return {};
}

std::string_view extension(PhotoFormat format) {
  switch (format) {
    case PhotoFormat::jpeg: return "jpg";
    case PhotoFormat::png: return "png";
    case PhotoFormat::webp: return "webp";
  }
  return {};
}

PhotoTraits traits_by_seed(std::uint64_t seed, std::uint64_t number, PhotoFormat format) {
  PhotoTraits traits;
  traits.format = format;
  if (format == PhotoFormat::png) return traits;
  const auto dice = draw(seed, 21, number);
  const auto& camera = kCameras[dice % kCameras.size()];
  traits.camera_make = camera.make;
  traits.camera_model = camera.model;
  // Every second photo is upright. The others go through all eight orientations; the shift by one
  // in each round gives every orientation to a format that has EXIF.
  const auto turn = number / 2 + number / 16;
  traits.orientation = number % 2 == 0 ? 1 : static_cast<int>(turn % 8) + 1;
  traits.taken = fmt::format("{:04}:{:02}:{:02} {:02}:{:02}:{:02}", 2019 + (dice >> 8) % 6,
                             1 + (dice >> 12) % 12, 1 + (dice >> 16) % 28, (dice >> 24) % 24,
                             (dice >> 32) % 60, (dice >> 40) % 60);
  if (number % 3 == 0) {
    traits.place = PhotoPlace{static_cast<double>((dice >> 20) % 120) - 60.0 + 0.25,
                              static_cast<double>((dice >> 28) % 340) - 170.0 + 0.5};
  }
  return traits;
}

}  // namespace pixferry::simulator
