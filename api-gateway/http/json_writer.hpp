#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry::http {

/// Writes JSON text from left to right, in the order of the calls. Texts must be valid UTF-8; what
/// they hold may stand in an HTML page ('<', '>', '&', U+2028 and U+2029 are escaped).
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(std::same_as<bool> auto flag) { return literal(flag ? "true" : "false"); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(std::int64_t{number}); }
  /// With one digit behind the point.
  JsonWriter& value(double number);
  /// With as many digits as tell it from all others; it must be finite.
  JsonWriter& exact(double number);
  JsonWriter& null() { return literal("null"); }

  template <class T>
  JsonWriter& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  /// null where there is no value.
  template <class T>
  JsonWriter& optional_field(std::string_view name, const std::optional<T>& content) {
    key(name);
    return content ? value(*content) : null();
  }

  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& literal(std::string_view text);
  void separate();
  void quote(std::string_view text);

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace pixferry::http
