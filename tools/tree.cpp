#include "tools/tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pixferry {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kSkippedFolders{
    ".git",  "build", "data",         "node_modules", ".cache",
    "seeds", "dist",  "test-results", "screenshots"};
constexpr std::array<std::string_view, 14> kTextEndings{
    ".cpp", ".hpp",  ".example", ".md",  ".txt", ".cmake", ".sh",
    ".sql", ".json", ".yaml",    ".yml", ".tsx", ".ts",    ".js"};

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_text_name(const fs::path& path) {
  const auto ending = path.extension().string();
  if (path.filename() == ".env") return false;  // the user's own
  return ending.empty() || std::ranges::find(kTextEndings, ending) != kTextEndings.end();
}

/// Blanks out all but line ends.
void blank(std::string& text, std::size_t from, std::size_t to) {
  for (auto at = from; at < std::min(to, text.size()); ++at) {
    if (text[at] != '\n') text[at] = ' ';
  }
}

/// A quote between digits, as in 1'000, is no literal.
bool is_digit_separator(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size() || !is_word_character(text[at + 1])) return false;
  auto begin = at;
  while (begin > 0 && (is_word_character(text[begin - 1]) || text[begin - 1] == '\'')) --begin;
  return begin < at && std::isdigit(static_cast<unsigned char>(text[begin])) != 0;
}

/// Where the literal that begins at a quote ends, behind its closing quote.
std::size_t literal_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool is_raw = quote == '"' && at > 0 && text[at - 1] == 'R';
  if (is_raw) {
    const auto open = text.find('(', at);
    const auto closing = ")" + std::string{text.substr(at + 1, open - at - 1)} + "\"";
    const auto found = text.find(closing, open);
    return found == std::string_view::npos ? text.size() : found + closing.size();
  }
  for (auto next = at + 1; next < text.size(); ++next) {
    if (text[next] == '\\') {
      ++next;
    } else if (text[next] == quote || text[next] == '\n') {
      return next + 1;
    }
  }
  return text.size();
}

}  // namespace

std::vector<TreeFile> read_tree(const std::string& root) {
  std::vector<TreeFile> files;
  auto entries = fs::recursive_directory_iterator{root};
  for (const auto& entry : entries) {
    const auto name = entry.path().filename().string();
    const bool is_skipped = std::ranges::find(kSkippedFolders, name) != kSkippedFolders.end();
    if (entry.is_directory() && is_skipped) entries.disable_recursion_pending();
    if (!entry.is_regular_file() || is_skipped || !is_text_name(entry.path())) continue;
    std::ifstream file{entry.path(), std::ios::binary};
    const auto owner_may_run = entry.status().permissions() & fs::perms::owner_exec;
    files.push_back({.path = fs::relative(entry.path(), root).generic_string(),
                     .text = std::string{std::istreambuf_iterator<char>{file}, {}},
                     .is_executable = owner_may_run != fs::perms::none});
  }
  std::ranges::sort(files, {}, &TreeFile::path);
  return files;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string code_of(std::string_view text) {
  std::string code{text};
  for (std::size_t at = 0; at < text.size();) {
    auto end = at + 1;
    if (text.substr(at, 2) == "//") {
      end = std::min(text.find('\n', at), text.size());
      blank(code, at, end);
    } else if (text.substr(at, 2) == "/*") {
      const auto found = text.find("*/", at + 2);
      end = found == std::string_view::npos ? text.size() : found + 2;
      blank(code, at, end);
    } else if (text[at] == '"' || (text[at] == '\'' && !is_digit_separator(text, at))) {
      end = literal_end(text, at);
      blank(code, at + 1, end - 1);
    }
    at = end;
  }
  return code;
}

std::vector<Word> words_of(std::string_view code) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < code.size();) {
    if (!is_word_character(code[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < code.size() && is_word_character(code[end])) ++end;
    words.push_back({code.substr(at, end - at), at});
    at = end;
  }
  return words;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

}  // namespace pixferry
