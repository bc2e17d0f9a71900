#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry::simulator {

/// What a `fields` parameter asks for: names separated by commas, parts of an object in
/// parentheses or behind a slash, `*` for everything.
/// https://developers.google.com/workspace/drive/api/guides/fields-parameter
class FieldMask {
 public:
  /// Error: `invalid_request`, whose message is the part that cannot be understood.
  static Result<FieldMask> parse(std::string_view text);

  bool wants(std::string_view field) const;
  /// What is asked for of a member that is an object: everything, where only its name stands.
  FieldMask of(std::string_view field) const;

  /// The first name in this mask that `known` lacks; empty if there is none.
  std::string first_unknown(const FieldMask& known) const;

 private:
  bool wants_all_ = false;
  std::map<std::string, FieldMask, std::less<>> members_;

  friend class FieldMaskParser;
};

}  // namespace pixferry::simulator
