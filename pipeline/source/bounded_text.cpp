#include "pipeline/source/bounded_text.hpp"

namespace pixferry {

std::string cut_to_bytes(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  std::size_t end = bytes_max;
  while (end > 0 && continues(text[end])) --end;
  text.resize(end);
  return text;
}

}  // namespace pixferry
