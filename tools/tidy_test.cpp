#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "pipeline/platform/config.hpp"
#include "tools/tidy_rules.hpp"

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Rule = Complaints (*)(const TreeFile&);

const std::vector<TreeFile>& tree() {
  static const std::vector<TreeFile> files = read_tree(PIXFERRY_SOURCE_DIR);
  return files;
}

Complaints complaints_of(Rule rule) {
  Complaints all;
  for (const auto& file : tree()) {
    for (auto& complaint : rule(file)) all.push_back(std::move(complaint));
  }
  return all;
}

TreeFile sample(std::string path, std::string text) {
  return {.path = std::move(path), .text = std::move(text)};
}

std::string repeated(std::string_view line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

TEST(Tidy, FindsTheTree) {
  EXPECT_GT(tree().size(), 50u);
  const auto has = [](std::string_view path) {
    return std::ranges::any_of(tree(), [&](const TreeFile& file) { return file.path == path; });
  };
  EXPECT_TRUE(has("cli/main.cpp"));
  EXPECT_TRUE(has("run"));
  EXPECT_TRUE(has(".ci/run"));
  EXPECT_TRUE(has(".env.example"));
}

TEST(Tidy, IncludesPointDownwards) {
  EXPECT_THAT(complaints_of(include_direction), IsEmpty());
}
TEST(TidyRule, SeesAnIncludeThatPointsUpwards) {
  const auto up = sample("pipeline/model/job.hpp", "#include \"pipeline/platform/clock.hpp\"\n");
  EXPECT_THAT(include_direction(up), ElementsAre(HasSubstr("pipeline/model/job.hpp:1: ")));
  EXPECT_THAT(include_direction(sample("pipeline/queue/a.cpp", "#include \"cli/x.hpp\"\n")),
              SizeIs(1));
  EXPECT_THAT(include_direction(sample("pipeline/queue/a.cpp", "#include \"pipeline/x.hpp\"\n")),
              SizeIs(1));
}
TEST(TidyRule, SeesASiblingIncluded) {
  EXPECT_THAT(
      include_direction(sample("pipeline/queue/a.cpp", "#include \"pipeline/pacing/b.hpp\"\n")),
      ElementsAre(HasSubstr("sibling")));
  EXPECT_THAT(
      include_direction(sample("api-gateway/routes/a.cpp", "#include \"worker-service/b.hpp\"\n")),
      SizeIs(1));
}
TEST(TidyRule, SeesTestCodeInTheProgram) {
  const std::string text = "#include \"testing/manual_clock.hpp\"\n";
  EXPECT_THAT(include_direction(sample("cli/engine.cpp", text)), SizeIs(1));
  EXPECT_THAT(include_direction(sample("cli/engine_test.cpp", text)), IsEmpty());
  EXPECT_THAT(include_direction(sample("cli/engine_fixture.hpp", text)), IsEmpty());
}
TEST(TidyRule, LetsIncludesPointDownwards) {
  const std::string text =
      "#include \"cli/a.hpp\"\n#include \"api-gateway/b.hpp\"\n#include "
      "\"pipeline/catalog/c.hpp\"\n";
  EXPECT_THAT(include_direction(sample("cli/engine.cpp", text)), IsEmpty());
  EXPECT_THAT(include_direction(sample("testing/x.hpp", text)), IsEmpty());
}

TEST(Tidy, IncludesNamePathsFromTheRoot) {
  EXPECT_THAT(complaints_of(include_paths), IsEmpty());
}
TEST(TidyRule, SeesIncludesThatAreRelative) {
  EXPECT_THAT(include_paths(sample("cli/a.cpp", "#include \"b.hpp\"\n#include \"../cli/b.hpp\"\n")),
              SizeIs(2));
  EXPECT_THAT(include_paths(sample("cli/a.cpp", "#include <cli/b.hpp>\n")), SizeIs(1));
}

TEST(Tidy, HeadersHoldNoVendorHeaders) {
  EXPECT_THAT(complaints_of(vendor_headers), IsEmpty());
}
TEST(TidyRule, SeesAVendorHeaderInAHeader) {
  const std::string text = "#include <curl/curl.h>\n#include <sqlite3.h>\n#include <vector>\n";
  EXPECT_THAT(vendor_headers(sample("pipeline/platform/x.hpp", text)), SizeIs(2));
  EXPECT_THAT(vendor_headers(sample("pipeline/platform/x.cpp", text)), IsEmpty());
}

TEST(Tidy, NamesSaySomething) {
  EXPECT_THAT(complaints_of(banned_names), IsEmpty());
}
TEST(TidyRule, SeesEmptyNames) {
  EXPECT_THAT(banned_names(sample("cli/string_utils.cpp", "")), SizeIs(1));
  EXPECT_THAT(banned_names(sample("pipeline/common/x.hpp", "")), SizeIs(1));
  EXPECT_THAT(banned_names(sample("cli/a.hpp", "class JobManager;\nstruct HttpImpl {};\n")),
              SizeIs(2));
  EXPECT_THAT(banned_names(sample("cli/a.hpp", "// struct Helper\nclass Implied;\n")), IsEmpty());
}

TEST(Tidy, CallsNothingThatIsBanned) {
  EXPECT_THAT(complaints_of(banned_calls), IsEmpty());
}
TEST(TidyRule, SeesBannedCalls) {
  for (const auto* code :
       {"std::regex r;", "getenv(x);", "std::this_thread::sleep_for(1s);", "usleep(3);", "rand();",
        "::sleep(1);", "auto now = time(nullptr);", "std::system(command);", "  sleep(2);"}) {
    EXPECT_THAT(banned_calls(sample("cli/a.cpp", code)), SizeIs(1)) << code;
  }
}
TEST(TidyRule, LeavesWordsThatOnlyLookBanned) {
  for (const auto* code :
       {"// getenv(x)", "const char* text = \"rand()\";", "grand(1);", "oversleep(1);",
        "finish_time(0);", "file_system(x);", "R\"(usleep(1))\";"}) {
    EXPECT_THAT(banned_calls(sample("cli/a.cpp", code)), IsEmpty()) << code;
  }
  EXPECT_THAT(banned_calls(sample("cli/environment.cpp", "environ;")), IsEmpty());
  EXPECT_THAT(banned_calls(sample("cli/a_test.cpp", "setenv(x);")), IsEmpty());
  EXPECT_THAT(banned_calls(sample("cli/a_test.cpp", "usleep(1);")), SizeIs(1));
}

TEST(Tidy, NoExceptionIsSwallowed) {
  EXPECT_THAT(complaints_of(swallowed_exceptions), IsEmpty());
}
TEST(TidyRule, SeesASwallowedException) {
  EXPECT_THAT(swallowed_exceptions(sample("cli/a.cpp", "try {\n} catch (...) {\n  count();\n}\n")),
              ElementsAre(HasSubstr("cli/a.cpp:2")));
  EXPECT_THAT(
      swallowed_exceptions(sample("cli/a.cpp", "try {\n} catch (...) {\n  undo();\n  throw;\n}\n")),
      IsEmpty());
}

TEST(Tidy, FilesAreShort) {
  EXPECT_THAT(complaints_of(long_files), IsEmpty());
}
TEST(TidyRule, SeesALongFile) {
  EXPECT_THAT(long_files(sample("cli/a.cpp", repeated("\n", 300))), IsEmpty());
  EXPECT_THAT(long_files(sample("cli/a.cpp", repeated("\n", 301))), SizeIs(1));
}

TEST(Tidy, FunctionsAreShort) {
  EXPECT_THAT(complaints_of(long_functions), IsEmpty());
}
TEST(TidyRule, SeesALongFunctionWhereverItStands) {
  const auto body = repeated("  x();\n", 59);
  EXPECT_THAT(long_functions(sample("a.cpp", "void f() {\n" + repeated("  x();\n", 58) + "}\n")),
              IsEmpty());
  for (const auto& code :
       {"void f() {\n" + body + "}\n",
        "namespace a {\nclass B {\n  int f() const {\n" + body + "}\n};\n}\n",
        "B::B(int a) : a_{a}, b_(a) {\n" + body + "}\n", "TEST(A, B) {\n" + body + "}\n",
        "int f() {\n  if (a) {\n" + body + "  }\n}\n",
        "#include <a>\nint f(\n    int a) {\n" + body + "}\n",
        "constexpr int kA[]{1, 2};\nstruct C {\n  int b = 0;\n};\nstatic int f(C c) {\n" + body +
            "}\n"}) {
    EXPECT_THAT(long_functions(sample("a.cpp", code)), SizeIs(1)) << code.substr(0, 60);
  }
}
TEST(TidyRule, TakesNoTableAndNoClassForAFunction) {
  const auto rows = repeated("    {1, f(2)},\n", 80);
  EXPECT_THAT(long_functions(sample("a.cpp", "constexpr std::array kRows{\n" + rows + "};\n")),
              IsEmpty());
  EXPECT_THAT(
      long_functions(sample("a.hpp", "class A {\n" + repeated("  void f();\n", 80) + "};\n")),
      IsEmpty());
  EXPECT_THAT(long_functions(sample("a.hpp", "enum class A {\n" + repeated("  a,\n", 80) + "};\n")),
              IsEmpty());
}

TEST(Tidy, HeadersAreIncludedOnce) {
  EXPECT_THAT(complaints_of(missing_pragma_once), IsEmpty());
}
TEST(TidyRule, SeesAHeaderWithoutPragmaOnce) {
  EXPECT_THAT(missing_pragma_once(sample("cli/a.hpp", "struct A;\n")), SizeIs(1));
}

TEST(Tidy, NothingIsLeftUndone) {
  EXPECT_THAT(complaints_of(notes_to_self), IsEmpty());
}
TEST(TidyRule, SeesANoteToSelf) {
  EXPECT_THAT(notes_to_self(sample("docs/a.md", std::string{"one\nTO"} + "DO: two\n")),
              ElementsAre(HasSubstr("docs/a.md:2")));
}

TEST(Tidy, ScriptsAreExecutable) {
  EXPECT_THAT(complaints_of(script_permissions), IsEmpty());
}
TEST(TidyRule, SeesAScriptThatCannotRun) {
  auto script = sample("run", "#!/bin/sh\n");
  EXPECT_THAT(script_permissions(script), SizeIs(1));
  script.is_executable = true;
  EXPECT_THAT(script_permissions(script), IsEmpty());
  script.text = "plain\n";
  EXPECT_THAT(script_permissions(script), SizeIs(1));
}

TEST(Tidy, NoBlanksAreLeftOver) {
  EXPECT_THAT(complaints_of(stray_blanks), IsEmpty());
}
TEST(TidyRule, SeesStrayBlanks) {
  EXPECT_THAT(stray_blanks(sample("a.cpp", "a \n\tb\nc\r\nd")), SizeIs(4));
}

TEST(CodeOf, BlanksCommentsAndLiteralsAndKeepsTheRest) {
  EXPECT_EQ(code_of("a; // b"), "a;     ");
  EXPECT_EQ(code_of("f(\"x{y\\\"z\", '{');"), "f(\"      \", ' ');");
  EXPECT_EQ(code_of("int n = 1'000; g();"), "int n = 1'000; g();");
  EXPECT_EQ(code_of("R\"(a\n\"b)\" c"), "R\"  \n   \" c");
  EXPECT_EQ(code_of("/* a\n */ b"), "    \n    b");
}

TEST(Tidy, DotenvExampleIsTheOneTheProgramWrites) {
  std::ifstream file{std::string{PIXFERRY_SOURCE_DIR} + "/.env.example", std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_EQ(text, dotenv_example())
      << "write it anew: build/release/pixferry config --example > .env.example";
}

}  // namespace
}  // namespace pixferry
