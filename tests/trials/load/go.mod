module example.com/load

go 1.21

require example.com/lib v1.2.0

replace example.com/lib => ./lib
