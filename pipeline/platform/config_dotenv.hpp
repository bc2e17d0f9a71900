#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// What a `.env` file sets, and what is wrong with it. Complaints name the line, never its value.
struct Dotenv {
  std::map<std::string, std::string, std::less<>> values;
  std::vector<std::string> complaints;
};

/// Lines of `NAME=value`, with `export` in front if one likes, and comments. A bare value ends at
/// " #" and is trimmed; in 'single quotes' it stands as it is; in "double quotes" \n, \t, \",
/// \\ and
/// \$ are read. Nothing is expanded. Of a name that comes twice the last counts. Lines may end in
/// CRLF.
Dotenv parse_dotenv(std::string_view text);

}  // namespace pixferry
