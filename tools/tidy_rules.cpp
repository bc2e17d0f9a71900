#include "tools/tidy_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace pixferry {
namespace {

constexpr std::size_t kFileLinesMax = 300;

/// A marker of unfinished work, spelt so that this file holds none itself.
const std::array<std::string, 4> kNotes{std::string{"TO"} + "DO", std::string{"FIX"} + "ME",
                                        std::string{"XX"} + "X", std::string{"HA"} + "CK"};

constexpr std::array<std::string_view, 10> kEmptyNames{
    "util", "utils", "manager", "managers", "helper", "helpers", "common", "impl", "misc", "stuff"};

struct BannedCall {
  std::string_view name;
  std::string_view why;
  std::string_view exception = {};  ///< the one path that may
  bool is_fine_in_tests = false;
};

constexpr std::array kBannedCalls{
    BannedCall{"regex", "its time is unbounded; write a linear parser"},
    BannedCall{"getenv", "the configuration is read once", "cli/environment.cpp", true},
    BannedCall{"setenv", "the environment is shared by all threads", "", true},
    BannedCall{"environ", "the configuration is read once", "cli/environment.cpp", true},
    BannedCall{"sleep_for", "wait on a condition with the Context's deadline"},
    BannedCall{"sleep_until", "wait on a condition with the Context's deadline"},
    BannedCall{"usleep", "wait on a condition with the Context's deadline"},
    BannedCall{"nanosleep", "wait on a condition with the Context's deadline"},
    BannedCall{"rand", "take a Random"},
    BannedCall{"srand", "take a Random"},
    BannedCall{"gmtime", "is not thread-safe; use std::chrono"},
    BannedCall{"localtime", "is not thread-safe; use std::chrono"},
    BannedCall{"strtok", "is not thread-safe"},
    BannedCall{"sprintf", "is unbounded; use fmt"},
    BannedCall{"strcpy", "is unbounded"},
    BannedCall{"strcat", "is unbounded"},
    BannedCall{"gets", "is unbounded"},
    BannedCall{"fork", "a threaded process starts children by posix_spawn", "", true},
};

/// Common words that are banned only as calls without an argument of their own.
struct BannedText {
  std::string_view text;
  std::string_view why;
};
constexpr std::array kBannedTexts{
    BannedText{"::sleep(", "wait on a condition with the Context's deadline"},
    BannedText{" sleep(", "wait on a condition with the Context's deadline"},
    BannedText{"time(nullptr)", "take a Clock"},
    BannedText{"time(NULL)", "take a Clock"},
    BannedText{"time(0)", "take a Clock"},
    BannedText{"system(", "start children by posix_spawn"},
};

std::string at(const TreeFile& file, std::size_t line, std::string_view what) {
  return fmt::format("{}:{}: {}", file.path, line, what);
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

bool is_empty_name(std::string_view word) {
  return std::ranges::find(kEmptyNames, lower(word)) != kEmptyNames.end();
}

/// "HttpClientImpl" is Http, Client, Impl; "http_client" is http, client.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts{""};
  for (const char c : name) {
    const bool is_letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (!is_letter || std::isupper(static_cast<unsigned char>(c)) != 0) parts.emplace_back();
    if (is_letter) parts.back().push_back(c);
  }
  return parts;
}

bool has_empty_name(std::string_view name) {
  return std::ranges::any_of(parts_of(name), [](const auto& part) { return is_empty_name(part); });
}

/// The block that opens at the next brace, braces included.
std::string_view block_after(std::string_view code, std::size_t offset) {
  const auto open = code.find('{', offset);
  if (open == std::string_view::npos) return {};
  int depth = 0;
  for (auto end = open; end < code.size(); ++end) {
    if (code[end] == '{') ++depth;
    if (code[end] == '}' && --depth == 0) return code.substr(open, end - open + 1);
  }
  return code.substr(open);
}

}  // namespace

Complaints banned_names(const TreeFile& file) {
  Complaints complaints;
  if (has_empty_name(file.path)) {
    complaints.push_back(at(file, 1, "the file's name says nothing; name it after what it does"));
  }
  if (!file.is_cpp()) return complaints;
  const auto code = code_of(file.text);
  const auto words = words_of(code);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto before = words[i - 1].text;
    const bool is_type = before == "class" || before == "struct" || before == "using";
    if (is_type && has_empty_name(words[i].text)) {
      complaints.push_back(at(file, line_at(code, words[i].offset),
                              fmt::format("the type's name {} says nothing", words[i].text)));
    }
  }
  return complaints;
}

Complaints banned_calls(const TreeFile& file) {
  Complaints complaints;
  if (!file.is_cpp()) return complaints;
  const auto code = code_of(file.text);
  for (const auto& word : words_of(code)) {
    for (const auto& call : kBannedCalls) {
      const bool may = file.path == call.exception || (call.is_fine_in_tests && file.is_test());
      if (word.text != call.name || may) continue;
      complaints.push_back(at(file, line_at(code, word.offset),
                              fmt::format("{} is banned: {}", call.name, call.why)));
    }
  }
  for (const auto& banned : kBannedTexts) {
    for (auto found = code.find(banned.text); found != std::string::npos;
         found = code.find(banned.text, found + 1)) {
      const bool is_end_of_name = found > 0 && banned.text[0] != ':' && banned.text[0] != ' ' &&
                                  (std::isalnum(static_cast<unsigned char>(code[found - 1])) != 0 ||
                                   code[found - 1] == '_');
      if (is_end_of_name) continue;
      complaints.push_back(
          at(file, line_at(code, found), fmt::format("{} is banned: {}", banned.text, banned.why)));
    }
  }
  return complaints;
}

Complaints swallowed_exceptions(const TreeFile& file) {
  constexpr std::string_view kCatchAll = "catch (...)";
  Complaints complaints;
  if (!file.is_cpp()) return complaints;
  const auto code = code_of(file.text);
  for (auto found = code.find(kCatchAll); found != std::string::npos;
       found = code.find(kCatchAll, found + 1)) {
    const auto block = block_after(code, found);
    const bool ends = std::ranges::any_of(words_of(block), [](const Word& word) {
      return word.text == "throw" || word.text == "abort" || word.text == "terminate" ||
             word.text == "rethrow_exception";
    });
    if (!ends) complaints.push_back(at(file, line_at(code, found), "catch (...) that goes on"));
  }
  return complaints;
}

Complaints long_files(const TreeFile& file) {
  if (!file.is_cpp()) return {};
  const auto count = lines_of(file.text).size();
  if (count <= kFileLinesMax) return {};
  return {
      at(file, count,
         fmt::format("{} lines, and {} is the cap; split it by meaning", count, kFileLinesMax))};
}

Complaints missing_pragma_once(const TreeFile& file) {
  if (!file.is_header() || file.text.find("#pragma once\n") != std::string::npos) return {};
  return {at(file, 1, "no #pragma once")};
}

Complaints notes_to_self(const TreeFile& file) {
  Complaints complaints;
  for (const auto& word : words_of(file.text)) {
    if (std::ranges::find(kNotes, word.text) == kNotes.end()) continue;
    complaints.push_back(at(file, line_at(file.text, word.offset),
                            fmt::format("{}: do it, or leave it out", word.text)));
  }
  return complaints;
}

Complaints script_permissions(const TreeFile& file) {
  const bool is_script = file.text.starts_with("#!");
  if (is_script == file.is_executable) return {};
  return {at(file, 1, is_script ? "a script that is not executable" : "executable, but no script")};
}

Complaints stray_blanks(const TreeFile& file) {
  Complaints complaints;
  std::size_t number = 0;
  for (const auto line : lines_of(file.text)) {
    ++number;
    if (line.ends_with(' ') || line.ends_with('\t')) {
      complaints.push_back(at(file, number, "blanks at the end of the line"));
    }
    if (line.find('\r') != std::string_view::npos) {
      complaints.push_back(at(file, number, "a carriage return"));
    }
    if (file.is_cpp() && line.find('\t') != std::string_view::npos) {
      complaints.push_back(at(file, number, "a tab"));
    }
  }
  if (!file.text.empty() && !file.text.ends_with('\n')) {
    complaints.push_back(at(file, number, "no newline at the end"));
  }
  return complaints;
}

}  // namespace pixferry
