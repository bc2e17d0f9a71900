// openapi_to_json IN.yaml OUT.cpp: turns the contract into JSON, as a C++ source that holds it.
#include <yaml-cpp/yaml.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <exception>
#include <fstream>
#include <iostream>
#include <string>

namespace {

namespace bj = boost::json;

/// A plain scalar means what it means in JSON; a quoted one, or one that JSON cannot read, is text.
bj::value scalar(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (node.Tag() == "!") return bj::string{text};
  boost::system::error_code error;
  auto value = bj::parse(text, error);
  if (error || value.is_structured()) return bj::string{text};
  return value;
}

bj::value to_json(const YAML::Node& node) {
  if (node.IsMap()) {
    bj::object object;
    for (const auto& member : node) object[member.first.Scalar()] = to_json(member.second);
    return object;
  }
  if (node.IsSequence()) {
    bj::array array;
    for (const auto& element : node) array.push_back(to_json(element));
    return array;
  }
  if (node.IsNull()) return nullptr;
  return scalar(node);
}

void write_source(std::ostream& out, const std::string& json) {
  out << "#include \"api-gateway/routes/contract_route.hpp\"\n\n"
         "namespace pixferry::routes {\n\nstd::string_view openapi_json() {\n  return R\"openapi("
      << json << ")openapi\";\n}\n\n}  // namespace pixferry::routes\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: openapi_to_json IN.yaml OUT.cpp\n";
    return 2;
  }
  try {
    std::ofstream out{argv[2]};
    write_source(out, bj::serialize(to_json(YAML::LoadFile(argv[1]))));
    return out.flush() ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << argv[1] << ": " << error.what() << '\n';
    return 1;
  }
}
