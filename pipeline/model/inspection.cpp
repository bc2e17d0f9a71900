#include "pipeline/model/inspection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pixferry {
namespace {

template <typename Value, std::size_t kCount>
using Names = std::array<std::pair<Value, std::string_view>, kCount>;

constexpr Names<ImageWarning, 4> kWarnings{{{ImageWarning::truncated, "truncated"},
                                            {ImageWarning::no_decoder, "no_decoder"},
                                            {ImageWarning::too_many_pixels, "too_many_pixels"},
                                            {ImageWarning::damaged_pixels, "damaged_pixels"}}};
constexpr Names<ThumbnailState, 4> kStates{{{ThumbnailState::none, "none"},
                                            {ThumbnailState::done, "done"},
                                            {ThumbnailState::unsupported, "unsupported"},
                                            {ThumbnailState::damaged, "damaged"}}};

template <typename Value, std::size_t kCount>
std::string_view name_in(const Names<Value, kCount>& names, Value value) {
  return std::ranges::find(names, value, [](const auto& entry) { return entry.first; })->second;
}

template <typename Value, std::size_t kCount>
std::optional<Value> value_in(const Names<Value, kCount>& names, std::string_view name) {
  const auto* found =
      std::ranges::find(names, name, [](const auto& entry) { return entry.second; });
  return found == names.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace

std::string_view name_of(ImageWarning warning) {
  return name_in(kWarnings, warning);
}

std::optional<ImageWarning> image_warning_named(std::string_view name) {
  return value_in(kWarnings, name);
}

std::string_view name_of(ThumbnailState state) {
  return name_in(kStates, state);
}

std::optional<ThumbnailState> thumbnail_state_named(std::string_view name) {
  return value_in(kStates, name);
}

}  // namespace pixferry
