namespace "lint" do
  desc 'All of it'
  task :all => :environment do
    system("rubocop #{FLAGS}")
  end
end
