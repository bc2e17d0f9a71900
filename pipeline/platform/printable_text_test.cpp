#include "pipeline/platform/printable_text.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(PrintableText, ReadsCharactersOfEveryLength) {
  EXPECT_EQ(first_character("a").code, U'a');
  EXPECT_EQ(first_character("é").code, U'é');
  EXPECT_EQ(first_character("€").bytes, 3u);
  EXPECT_EQ(first_character("😀").code, U'😀');
}

TEST(PrintableText, TakesInvalidBytesOneByOneAsReplacement) {
  for (const std::string_view bad :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xF4\x90\x80\x80",
        "\xE2\x82", "\xFF", "\xC3\x28"}) {
    const auto character = first_character(bad);
    EXPECT_EQ(character.code, char32_t{0xFFFD}) << escaped(bad);
    EXPECT_EQ(character.bytes, 1u);
  }
}

TEST(PrintableText, WritesEveryCodePointAsItReadsIt) {
  for (const char32_t code :
       {U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append_utf8(text, code);
    EXPECT_EQ(first_character(text).code, code);
    EXPECT_EQ(first_character(text).bytes, text.size());
  }
}

TEST(PrintableText, EscapesWhatATerminalWouldActOn) {
  EXPECT_EQ(escaped("a\x1b[31mb"), "a\\u001b[31mb");
  EXPECT_EQ(escaped("one\ntwo\ttab\r"), "one\\ntwo\\ttab\\u000d");
  EXPECT_EQ(escaped("\xC2\x9B"), "\\u009b");  // CSI in C1
  EXPECT_EQ(escaped("gpj.\u202Eexe"), "gpj.\\u202eexe");
  EXPECT_EQ(escaped("\u2066x\u2069"), "\\u2066x\\u2069");
  EXPECT_EQ(escaped("\u2028\uFEFF"), "\\u2028\\ufeff");
  EXPECT_EQ(escaped("\xF3\xA0\x81\xA1"), "\\udb40\\udc61");  // a tag character, hidden everywhere
  EXPECT_EQ(escaped(std::string_view{"\0", 1}), "\\u0000");
  EXPECT_EQ(escaped(R"(say "hi" \o/)"), R"(say \"hi\" \\o/)");
}

TEST(PrintableText, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(escaped("Hochzeit 2025 – Łódź 写真 😀"), "Hochzeit 2025 – Łódź 写真 😀");
  EXPECT_EQ(printable("Łódź 写真"), "Łódź 写真");
}

TEST(PrintableText, ShowsOneReplacementForEachHiddenCharacter) {
  EXPECT_EQ(printable("a\x1b]b\u202Ec\xFF"), "a\uFFFD]b\uFFFDc\uFFFD");
}

TEST(PrintableText, MakesANameToShowOfAnything) {
  EXPECT_EQ(printable_name("  Łódź 35 mm\x1b\u202E ", 100), "Łódź 35 mm");
  EXPECT_EQ(printable_name("a\xFF", 100), "a\uFFFD");
  EXPECT_EQ(printable_name("\n \t", 100), "");
  EXPECT_EQ(printable_name("éééé", 6), "é…");
}

TEST(PrintableText, CutsOnlyBetweenCharacters) {
  EXPECT_EQ(cut_at_end("short", 5), "short");
  EXPECT_EQ(cut_at_end("éééé", 7), "éé…");
  EXPECT_EQ(cut_at_end("éééé", 6), "é…");
  EXPECT_EQ(cut_at_end("abcdef", 2), "");
}

}  // namespace
}  // namespace pixferry
