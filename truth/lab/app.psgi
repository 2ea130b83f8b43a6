# A PSGI application. /BYTES, /BYTES/MODE with MODE chunked, short, unread, paused, die; /204, /304;
# /COUNT/events, and /COUNT/dies, which fails after half of them.
use strict;
use warnings;
use Time::HiRes qw(sleep);

sub events {
    my ($count, $mode, $respond) = @_;
    my $writer = $respond->([200, ['Content-Type' => 'text/event-stream']]);
    for my $sent (0 .. $count - 1) {
        die "dies" if $mode eq 'dies' && $sent == int($count / 2);
        $writer->write('data: ' . 'e' x 92 . "\n\n");
        sleep 0.02;
    }
    $writer->close;
}

sub {
    my $env = shift;
    my (undef, $first, $mode) = split m{/}, $env->{PATH_INFO};
    $mode //= '';
    if ($mode ne 'unread') {
        my $left = $env->{CONTENT_LENGTH} || 0;
        while ($left > 0) {
            my $got = $env->{'psgi.input'}->read(my $part, $left) or last;
            $left -= $got;
        }
    }
    return [$first, $first == 304 ? ['Content-Length' => 1000] : [], []] if $first eq '204' || $first eq '304';
    return [404, ['Content-Length' => 9], ['not found']] unless $first =~ /^\d+$/;
    return sub { events($first, $mode, shift) } if $mode eq 'events' || $mode eq 'dies';
    my @halves = ('.' x int($first / 2), '.' x ($first - int($first / 2)));
    return [200, [], \@halves] if $mode eq 'chunked';
    my $fields = ['Content-Length' => $first];
    return [200, $fields, []] if $env->{REQUEST_METHOD} eq 'HEAD';
    return [200, $fields, [$halves[0]]] if $mode eq 'short';
    return sub {
        my $writer = shift->([200, $fields]);
        $writer->write($halves[0]);
        die "broken" if $mode eq 'die';
        sleep 0.3;
        $writer->write($halves[1]);
        $writer->close;
    } if $mode eq 'paused' || $mode eq 'die';
    return [200, $fields, \@halves];
};
