#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace pixferry::simulator {

/// What a provider is asked for; faults and counters go by it.
enum class Operation { get, list, download, about };

inline constexpr std::array kOperations = {Operation::get, Operation::list, Operation::download,
                                           Operation::about};

constexpr std::string_view name(Operation operation) {
  switch (operation) {
    case Operation::get: return "get";
    case Operation::list: return "list";
    case Operation::download: return "download";
    case Operation::about: return "about";
  }
  return {};
}

constexpr std::optional<Operation> operation_named(std::string_view text) {
  for (const auto operation : kOperations) {
    if (name(operation) == text) return operation;
  }
  return std::nullopt;
}

/// Where in a listing a page stands. A request that is none stands nowhere.
struct PagePlace {
  bool is_later = false;  ///< it was asked for with a page token
  bool is_last = false;
};

}  // namespace pixferry::simulator
