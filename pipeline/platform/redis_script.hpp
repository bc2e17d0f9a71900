#pragma once

#include <string>
#include <string_view>

namespace pixferry {

/// A Lua script that the server runs as one step. Made once, lives as long as the program.
class RedisScript {
 public:
  explicit RedisScript(std::string_view text);

  const std::string& text() const { return text_; }
  /// The name under which the server keeps it: its SHA-1 in hexadecimal.
  const std::string& name() const { return name_; }

 private:
  std::string text_;
  std::string name_;
};

}  // namespace pixferry
