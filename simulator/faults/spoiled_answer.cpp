#include "simulator/faults/spoiled_answer.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::size_t kSlowBytesPerSecond = 16u << 10;

/// One bit of the middle byte flipped; everything else is the original memory.
Body damaged(const Body& body) {
  const auto size = size_bytes(body);
  if (size == 0) return body;
  const auto middle = size / 2;
  const auto original = part_of(body, middle, 1).front().bytes.front();
  auto result = part_of(body, 0, middle);
  result.push_back(slice_of(std::string(1, static_cast<char>(original ^ std::byte{1}))));
  for (auto& slice : part_of(body, middle + 1, size)) result.push_back(std::move(slice));
  return result;
}

}  // namespace

bool is_on_the_way(FaultKind kind) {
  switch (kind) {
    case FaultKind::reset:
    case FaultKind::reset_in_body:
    case FaultKind::close_in_body:
    case FaultKind::stall_in_body:
    case FaultKind::short_body:
    case FaultKind::long_body:
    case FaultKind::wrong_bytes:
    case FaultKind::slow: return true;
    default: return false;
  }
}

Response spoiled(Response honest, FaultKind kind) {
  auto& ending = honest.delivery.ending;
  switch (kind) {
    case FaultKind::reset: ending = Delivery::Ending::reset_before_answer; break;
    case FaultKind::reset_in_body: ending = Delivery::Ending::reset_in_body; break;
    case FaultKind::close_in_body: ending = Delivery::Ending::close_in_body; break;
    case FaultKind::stall_in_body: ending = Delivery::Ending::stall_in_body; break;
    case FaultKind::slow: honest.delivery.body_bytes_per_second = kSlowBytesPerSecond; break;
    case FaultKind::wrong_bytes: honest.body = damaged(honest.body); break;
    case FaultKind::long_body: honest.body.push_back(slice_of("and more")); break;
    case FaultKind::short_body:
      honest.body = part_of(honest.body, 0, size_bytes(honest.body) / 2);
      break;
    default: break;
  }
  return honest;
}

}  // namespace pixferry::simulator
