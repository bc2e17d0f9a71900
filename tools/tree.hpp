#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// A text file of the tree.
struct TreeFile {
  std::string path;  ///< from the root, with slashes
  std::string text;
  bool is_executable = false;

  bool is_header() const { return path.ends_with(".hpp"); }
  bool is_cpp() const { return is_header() || path.ends_with(".cpp"); }
  /// A test, or what only tests use.
  bool is_test() const {
    return path.ends_with("_test.cpp") || path.ends_with("_fixture.hpp") ||
           path.ends_with("_fixture.cpp") || is_in("testing/") || is_in("tests/");
  }
  bool is_in(std::string_view folder) const { return path.starts_with(folder); }
};

/// Every file that people write: all but what is built, installed, stored or hidden, and images.
std::vector<TreeFile> read_tree(const std::string& root);

std::vector<std::string_view> lines_of(std::string_view text);

/// C++ in which comments and what stands in quotes are blanks; lines and columns stay.
std::string code_of(std::string_view text);

/// The words of C++ code: identifiers and numbers, in order.
struct Word {
  std::string_view text;
  std::size_t offset;
};
std::vector<Word> words_of(std::string_view code);

/// The line of an offset, counted from 1.
std::size_t line_at(std::string_view text, std::size_t offset);

}  // namespace pixferry
