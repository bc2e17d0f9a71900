#include "simulator/drive_tree/generated_names.hpp"

#include <fmt/format.h>

#include <array>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::array<std::string_view, 10> kPlaces = {
    "Harbour", "Über den Wolken", "Kahvaltı", "山の朝",   "Plage d'été",
    "Ridge",   "Озеро",           "Jardín",   "Coffee ☕", "Old town"};

constexpr std::array<std::string_view, 8> kFolders = {
    "Summer", "2023 – Norge", "Aile", "京都", "To print", "Été à la mer", "Phone", "Hiking"};

}  // namespace

std::string plain_photo_name(std::uint64_t number, std::string_view extension) {
  return fmt::format("IMG_{:07}.{}", number + 1, extension);
}

std::string photo_name(std::uint64_t seed, std::uint64_t number, std::string_view extension) {
  const auto dice = draw(seed, 61, number);
  switch (dice % 4) {
    case 0: return fmt::format("IMG_{:04}.{}", (dice >> 8) % 10000, extension);
    case 1: return fmt::format("DSC{:05}.{}", (dice >> 8) % 100000, extension);
    case 2:
      return fmt::format("PXL_2024{:02}{:02}_{:09}.{}", 1 + (dice >> 8) % 12, 1 + (dice >> 16) % 28,
                         (dice >> 24) % 240000000, extension);
    default:
      return fmt::format("{} {}.{}", kPlaces[(dice >> 8) % kPlaces.size()], 1 + (dice >> 16) % 99,
                         extension);
  }
}

std::string folder_name(std::uint64_t seed, std::uint64_t number) {
  return std::string{kFolders[draw(seed, 62, number) % kFolders.size()]};
}

}  // namespace pixferry::simulator
