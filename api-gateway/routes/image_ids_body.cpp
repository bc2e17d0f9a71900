#include "api-gateway/routes/image_ids_body.hpp"

#include <fmt/format.h>

#include "api-gateway/routes/json_body.hpp"
#include "pipeline/catalog/disposal.hpp"

namespace pixferry::routes {
namespace {

using Ids = std::vector<ImageId>;

http::Problem refusal(std::string_view key, std::string code, std::string detail) {
  auto problem = http::invalid_fields({{pointer_to(key), std::move(code), std::move(detail)}});
  problem.hint = R"(Send the ids of images: {"ids": [1, 2]}.)";
  return problem;
}

std::variant<Ids, http::Problem> read_ids(const json::bj::value& list) {
  if (!list.is_array()) return refusal("ids", "wrong_type", "ids must be a list.");
  const auto& ids = list.get_array();
  if (ids.empty() || ids.size() > Disposal::kImagesMax) {
    return refusal("ids", "out_of_range",
                   fmt::format("ids must hold 1 to {} ids.", Disposal::kImagesMax));
  }
  Ids images;
  for (const auto& id : ids) {
    if (!id.is_int64() || id.get_int64() < 1) {
      return refusal("ids", "wrong_type", "ids must hold the ids of images.");
    }
    images.push_back(ImageId{id.get_int64()});
  }
  return images;
}

}  // namespace

std::variant<Ids, http::Problem> read_image_ids(const http::Request& request,
                                                const Limits& limits) {
  const auto body = read_json_body(request, limits);
  if (const auto* unreadable = std::get_if<http::Problem>(&body)) return *unreadable;
  const auto& value = std::get<json::bj::value>(body);
  if (!value.is_object()) return refusal("", "wrong_type", "The body must be a JSON object.");
  const auto& object = value.get_object();
  for (const auto& [key, member] : object) {
    if (key != "ids") {
      return refusal(key, "unknown_field", "The body has a field that this route does not know.");
    }
  }
  const auto* ids = object.if_contains("ids");
  if (ids == nullptr) return refusal("ids", "required", "ids is required: the images to delete.");
  return read_ids(*ids);
}

}  // namespace pixferry::routes
