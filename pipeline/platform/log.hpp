#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace pixferry::log {

enum class Level { debug, info, warning, error };
enum class Format { text, json };

/// A named value of a line. Names of files and texts of providers are untrusted: they are cut at
/// 256 bytes and every control, escape and bidi character is escaped, so a line stays one line.
struct Field {
  std::string_view key;
  std::variant<std::string, std::int64_t, double, bool> value;

  Field(std::string_view k, std::string text) : key(k), value(std::move(text)) {}
  Field(std::string_view k, std::string_view text) : key(k), value(std::string{text}) {}
  Field(std::string_view k, const char* text) : key(k), value(std::string{text}) {}
  Field(std::string_view k, std::int64_t number) : key(k), value(number) {}
  Field(std::string_view k, int number) : key(k), value(std::int64_t{number}) {}
  Field(std::string_view k, double number) : key(k), value(number) {}
  Field(std::string_view k, bool flag) : key(k), value(flag) {}
};

using Fields = std::initializer_list<Field>;

/// Sets what is written and how, once, before threads start. Lines go to stderr.
void configure(Level least, Format format);

/// One line each; thread-safe. Never given a URL, a key or a resource key.
void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

/// The line without its time and level, as configured; for tests and for the terminal.
std::string render(Format format, Level level, std::string_view time, std::string_view message,
                   Fields fields);

}  // namespace pixferry::log
