#include "pipeline/catalog/declared_facts_row.hpp"

#include "pipeline/catalog/image_facts_row.hpp"
#include "pipeline/platform/json.hpp"

#include <boost/json/serialize.hpp>

#include <array>
#include <utility>

namespace pixferry {
namespace {

constexpr std::size_t kTextBytesMax = 8192;

constexpr std::array<std::pair<std::string_view, std::string Camera::*>, 3> kTexts{
    {{"make", &Camera::make}, {"model", &Camera::model}, {"lens", &Camera::lens}}};
constexpr std::array<std::pair<std::string_view, std::optional<double> Camera::*>, 3> kNumbers{
    {{"seconds", &Camera::exposure_seconds},
     {"f_number", &Camera::f_number},
     {"mm", &Camera::focal_length_mm}}};

DeclaredFacts bounded(const DeclaredFacts& declared) {
  const auto kept = bounded_facts(known_facts(std::nullopt, declared));
  DeclaredFacts facts{.size = kept.size,
                      .orientation = declared.orientation,
                      .taken_at = kept.taken_at,
                      .camera = kept.camera,
                      .position = kept.position};
  if (facts.orientation != kept.orientation) facts.orientation.reset();
  return facts;
}

void add_camera(boost::json::object& text, const Camera& camera) {
  for (const auto& [key, member] : kTexts) {
    if (!(camera.*member).empty()) text[key] = camera.*member;
  }
  for (const auto& [key, member] : kNumbers) {
    if (camera.*member) text[key] = *(camera.*member);
  }
  if (camera.iso) text["iso"] = *camera.iso;
}

Camera camera_from(const boost::json::object& text) {
  Camera camera;
  for (const auto& [key, member] : kTexts) camera.*member = json::text_at(text, key);
  for (const auto& [key, member] : kNumbers) camera.*member = json::number_at(text, key);
  camera.iso = json::integer_at(text, "iso");
  return camera;
}

boost::json::object json_of(const DeclaredFacts& declared) {
  boost::json::object text;
  if (declared.size) {
    text["width"] = declared.size->width;
    text["height"] = declared.size->height;
  }
  if (declared.orientation) text["orientation"] = *declared.orientation;
  if (declared.taken_at) {
    text["local_ms"] = declared.taken_at->local_ms;
    if (declared.taken_at->offset_minutes) text["offset"] = *declared.taken_at->offset_minutes;
  }
  add_camera(text, declared.camera);
  if (const auto& position = declared.position) {
    text["latitude"] = position->latitude;
    text["longitude"] = position->longitude;
    if (position->altitude_metres) text["altitude"] = *position->altitude_metres;
  }
  return text;
}

std::optional<int> small_number_at(const boost::json::object& text, std::string_view key) {
  const auto number = json::integer_at(text, key);
  if (!number || !std::in_range<int>(*number)) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

std::string declared_text(const DeclaredFacts& declared) {
  const auto text = json_of(bounded(declared));
  return text.empty() ? std::string{} : boost::json::serialize(text);
}

DeclaredFacts declared_from(std::string_view text) {
  if (text.empty()) return {};
  const auto parsed = json::parse_lenient(text, {.bytes_max = kTextBytesMax});
  const auto* object = parsed ? parsed->if_object() : nullptr;
  if (object == nullptr) return {};
  DeclaredFacts facts{.orientation = small_number_at(*object, "orientation"),
                      .camera = camera_from(*object)};
  const auto width = json::integer_at(*object, "width");
  const auto height = json::integer_at(*object, "height");
  if (width && height) facts.size = PixelSize{*width, *height};
  if (const auto local_ms = json::integer_at(*object, "local_ms")) {
    facts.taken_at = CaptureTime{*local_ms, small_number_at(*object, "offset")};
  }
  const auto latitude = json::number_at(*object, "latitude");
  const auto longitude = json::number_at(*object, "longitude");
  if (latitude && longitude) {
    facts.position = GpsPosition{*latitude, *longitude, json::number_at(*object, "altitude")};
  }
  return bounded(facts);
}

void add_declared(boost::json::object& row, const DeclaredFacts& declared) {
  const auto kept = bounded(declared);
  row["declared_facts"] = declared_text(kept);
  row["declared_taken_ms"] =
      kept.taken_at ? boost::json::value(taken_utc_ms(*kept.taken_at)) : nullptr;
  row["declared_aspect"] = kept.size ? boost::json::value(aspect_of(*kept.size)) : nullptr;
}

}  // namespace pixferry
