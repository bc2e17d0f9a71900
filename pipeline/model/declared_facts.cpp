#include "pipeline/model/declared_facts.hpp"

namespace pixferry {
namespace {

constexpr std::string Camera::*kTexts[] = {&Camera::make, &Camera::model, &Camera::lens};
constexpr std::optional<double> Camera::*kNumbers[] = {&Camera::exposure_seconds, &Camera::f_number,
                                                       &Camera::focal_length_mm};

void take_away(const Camera& seen, Camera& declared) {
  for (const auto text : kTexts) {
    if (!(seen.*text).empty()) (declared.*text).clear();
  }
  for (const auto number : kNumbers) {
    if (seen.*number) (declared.*number).reset();
  }
  if (seen.iso) declared.iso.reset();
}

void fill_in(const Camera& declared, Camera& known) {
  for (const auto text : kTexts) {
    if (!(declared.*text).empty()) known.*text = declared.*text;
  }
  for (const auto number : kNumbers) {
    if (declared.*number) known.*number = declared.*number;
  }
  if (declared.iso) known.iso = declared.iso;
}

}  // namespace

DeclaredFacts beyond(const std::optional<ImageFacts>& seen, const DeclaredFacts& declared) {
  auto left = declared;
  if (!seen) return left;
  if (seen->size) left.size.reset();
  // 1 is also what stands there when the bytes say nothing.
  if (seen->size || seen->orientation != 1) left.orientation.reset();
  if (seen->taken_at) left.taken_at.reset();
  if (seen->position) left.position.reset();
  take_away(seen->camera, left.camera);
  return left;
}

ImageFacts known_facts(const std::optional<ImageFacts>& seen, const DeclaredFacts& declared) {
  auto known = seen.value_or(ImageFacts{});
  const auto added = beyond(seen, declared);
  if (added.size) known.size = added.size;
  if (added.orientation) known.orientation = *added.orientation;
  if (added.taken_at) known.taken_at = added.taken_at;
  if (added.position) known.position = added.position;
  fill_in(added.camera, known.camera);
  return known;
}

}  // namespace pixferry
