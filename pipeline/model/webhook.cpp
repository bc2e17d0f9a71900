#include "pipeline/model/webhook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pixferry {
namespace {

constexpr std::array<std::pair<WebhookEvent, std::string_view>, 4> kEvents{{
    {WebhookEvent::job_completed, "job.completed"},
    {WebhookEvent::job_failed, "job.failed"},
    {WebhookEvent::job_cancelled, "job.cancelled"},
    {WebhookEvent::test, "webhook.test"},
}};

constexpr std::array<std::pair<WebhookDeliveryState, std::string_view>, 3> kDeliveryStates{{
    {WebhookDeliveryState::pending, "pending"},
    {WebhookDeliveryState::delivered, "delivered"},
    {WebhookDeliveryState::failed, "failed"},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  return std::ranges::find(table, value, [](const auto& entry) { return entry.first; })->second;
}

template <class Value, std::size_t size>
std::optional<Value> named_in(const std::array<std::pair<Value, std::string_view>, size>& table,
                              std::string_view text) {
  const auto found = std::ranges::find(table, text, [](const auto& entry) { return entry.second; });
  return found == table.end() ? std::nullopt : std::optional{found->first};
}

constexpr std::string_view kPrefix = "wh_";
constexpr std::size_t kDigits = 16;

bool is_lower_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

}  // namespace

std::string_view name(WebhookEvent event) {
  return name_in(kEvents, event);
}

std::optional<WebhookEvent> webhook_event_named(std::string_view text) {
  return named_in(kEvents, text);
}

std::string_view name(WebhookDeliveryState state) {
  return name_in(kDeliveryStates, state);
}

std::optional<WebhookDeliveryState> webhook_delivery_state_named(std::string_view text) {
  return named_in(kDeliveryStates, text);
}

std::optional<WebhookId> WebhookId::parse(std::string_view text) {
  const bool fits = text.starts_with(kPrefix) && text.size() == kPrefix.size() + kDigits &&
                    std::ranges::all_of(text.substr(kPrefix.size()), is_lower_hex);
  return fits ? std::optional{WebhookId{std::string{text}}} : std::nullopt;
}

WebhookId WebhookId::from_random(std::uint64_t bits) {
  return WebhookId{fmt::format("{}{:016x}", kPrefix, bits)};
}

}  // namespace pixferry
