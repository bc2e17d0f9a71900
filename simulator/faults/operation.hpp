#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace pixferry::simulator {

/// What a provider is asked for, get, list, download, about and renew (a token), and what an object
/// store is, the others; faults and counters go by it.
enum class Operation {
  get,
  list,
  download,
  about,
  renew,
  put,
  head,
  get_object,
  remove,
  sign,
  list_objects
};

inline constexpr std::array kOperations = {
    Operation::get,    Operation::list, Operation::download,    Operation::about,
    Operation::renew,  Operation::put,  Operation::head,        Operation::get_object,
    Operation::remove, Operation::sign, Operation::list_objects};

constexpr bool is_about_objects(Operation operation) {
  return operation >= Operation::put;
}

constexpr std::string_view name(Operation operation) {
  switch (operation) {
    case Operation::get: return "get";
    case Operation::list: return "list";
    case Operation::download: return "download";
    case Operation::about: return "about";
    case Operation::renew: return "renew";
    case Operation::put: return "put";
    case Operation::head: return "head";
    case Operation::get_object: return "get-object";
    case Operation::remove: return "delete";
    case Operation::sign: return "sign";
    case Operation::list_objects: return "list-objects";
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
