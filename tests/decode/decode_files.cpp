#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/content/sniff.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

std::string contents_of(const char* path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::uint32_t checksum_of(const Inspection& inspection) {
  boost::crc_32_type checksum;
  const auto& hash = inspection.facts.thumbhash;
  checksum.process_bytes(hash.data(), hash.size());
  for (const auto& thumbnail : inspection.thumbnails) {
    checksum.process_bytes(thumbnail.bytes.data(), thumbnail.bytes.size());
  }
  return checksum.checksum();
}

bj::object described(const Inspection& inspection) {
  const auto& facts = inspection.facts;
  bj::object line{{"outcome", "image"},
                  {"thumbnails", name_of(facts.thumbnails)},
                  {"warning", facts.warning ? name_of(*facts.warning) : ""},
                  {"orientation", facts.orientation},
                  {"checksum", checksum_of(inspection)}};
  if (facts.size) line["size"] = {facts.size->width, facts.size->height};
  return line;
}

bj::object look_at(const char* path) {
  const auto text = contents_of(path);
  const auto file = std::as_bytes(std::span{text});
  const auto type = sniff_image(file);
  if (!type) return {{"outcome", "no image"}};
  const auto inspection = decode_image(file, *type, {.pixels_max = 100'000'000, .keep_gps = true});
  return inspection ? described(*inspection)
                    : bj::object{{"outcome", name(inspection.error().code)}};
}

/// In a process of its own, which has ten seconds, writes what it is made of to standard output.
void look_apart(const char* path) {
  constexpr unsigned kSecondsMax = 10;
  const auto child = ::fork();
  if (child == 0) {
    ::alarm(kSecondsMax);
    std::cout << bj::serialize(look_at(path)) << std::flush;
    ::_exit(0);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (status != 0) std::cout << R"({"outcome":"died","status":)" << status << "}";
  std::cout << '\t' << usage.ru_maxrss / 1024 << '\n' << std::flush;
}

}  // namespace
}  // namespace pixferry

/// decode_files FILE...: a line for each, what decode_image makes of it as JSON, a tab, and how
/// many megabytes that took at the most.
int main(int count, char** arguments) {
  pixferry::start_decoding();
  for (int i = 1; i < count; ++i) pixferry::look_apart(arguments[i]);
  return 0;
}
