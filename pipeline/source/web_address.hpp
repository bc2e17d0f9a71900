#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// An https address, taken apart so that nothing in it can be read in two ways: no user names, no
/// ports, one encoding. It is only ever looked at, never fetched.
struct WebAddress {
  struct Parameter {
    std::string name;
    std::string value;
  };

  std::string host;                   ///< lower case: letters, digits, '-', '.' and '_'
  std::vector<std::string> path;      ///< decoded; a slash at the end leaves no empty part
  std::vector<Parameter> parameters;  ///< decoded, in the order given

  /// The value of the parameter, its name compared without case; empty if absent. Error: it is
  /// there more than once.
  Result<std::string> parameter(std::string_view name) const;
};

/// Reads an address, with or without "https://" in front, in time linear in its length. Error:
/// `invalid_folder_url`; the message is one sentence that says what is wrong.
Result<WebAddress> parse_web_address(std::string_view text);

/// Letters, digits, '-' and '_': what ids and keys in shared links are made of.
bool is_token_character(char c);

bool is_host_or_below(std::string_view host, std::string_view domain);

}  // namespace pixferry
