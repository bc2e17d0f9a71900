#include "simulator/http/response.hpp"

#include <algorithm>

namespace pixferry::simulator {

Slice slice_of(std::string text) {
  auto owner = std::make_shared<const std::string>(std::move(text));
  const auto bytes = std::as_bytes(std::span{*owner});
  return {std::move(owner), bytes};
}

std::uint64_t size_bytes(const Body& body) {
  std::uint64_t size = 0;
  for (const auto& slice : body) size += slice.bytes.size();
  return size;
}

Body part_of(const Body& body, std::uint64_t first, std::uint64_t count) {
  Body part;
  for (const auto& slice : body) {
    if (first >= slice.bytes.size()) {
      first -= slice.bytes.size();
      continue;
    }
    const auto taken = std::min<std::uint64_t>(slice.bytes.size() - first, count);
    if (taken == 0) break;
    part.push_back({slice.owner, slice.bytes.subspan(first, taken)});
    count -= taken;
    first = 0;
  }
  return part;
}

Response text_response(int status, std::string_view content_type, std::string text) {
  Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", std::string{content_type}});
  response.body.push_back(slice_of(std::move(text)));
  return response;
}

}  // namespace pixferry::simulator
