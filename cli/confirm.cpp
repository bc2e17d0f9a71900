#include "cli/confirm.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <string>

namespace pixferry {

Result<bool> confirm(std::string_view question, bool is_agreed) {
  if (is_agreed) return true;
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) {
    return Error{ErrorCode::invalid_request,
                 "nobody can be asked here, and this cannot be taken back; say --yes"};
  }
  fmt::print(stderr, "{} [y/N] ", question);
  std::fflush(stderr);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace pixferry
