#include "api-gateway/routes/find_image.hpp"

#include "api-gateway/http/problem.hpp"

#include <charconv>

namespace pixferry::routes {

std::optional<ImageId> image_id_in(const http::Request& request) {
  const auto text = request.path_parameters.at("image_id");
  const auto* end = text.data() + text.size();
  ImageId id;
  const auto read = std::from_chars(text.data(), end, id.value);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return id;
}

http::Response unknown_image(const http::Request& request) {
  return http::to_response(
      http::plain_problem(404, "image_not_found", "There is no image with this id."),
      request.request_id);
}

}  // namespace pixferry::routes
